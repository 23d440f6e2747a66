// The dossiers of the committees that one reads: asked for when somebody wants to see them, told by events from then on.
import { untrack } from 'svelte';
import { client } from '../../client.svelte';

/** While a component is made. `failed`: the question was refused, or the network is gone. */
export function askForDossiers(failed: (error: unknown) => void = () => {}): void {
  $effect(() => {
    if (client.isConnected && untrack(() => !client.state.dossierList)) client.ask('listDossiers', {}).catch(failed);
  });
}
