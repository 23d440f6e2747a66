import { mount } from 'svelte';
import { client } from './client.svelte';
import App from './shell/App.svelte';
import { keepPage } from './worker/register';

void client.start();
mount(App, { target: document.getElementById('app')! });
if (import.meta.env.PROD) void keepPage();
