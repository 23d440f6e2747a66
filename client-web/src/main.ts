import { mount } from 'svelte';
import { client } from './client.svelte';
import App from './shell/App.svelte';

void client.start();
mount(App, { target: document.getElementById('app')! });
