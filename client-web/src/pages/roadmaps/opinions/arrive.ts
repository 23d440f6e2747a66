// One comes to one of many opinions by its address (#avis-12): it is shown once it is on the page.
import { tick } from 'svelte';
import { router } from '../../../shell/router.svelte';

export async function showNamed(): Promise<void> {
  await tick();
  const { hash } = router.place;
  if (!/^(?:avis|proposition)-\d+$/.test(hash)) return;
  const found = document.getElementById(hash);
  found?.closest('details')?.setAttribute('open', '');
  found?.scrollIntoView({ block: 'center' });
}
