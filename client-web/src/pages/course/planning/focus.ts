import { tick } from 'svelte';

/** Leads to the first field that is marked as wrong, once the marks are drawn. */
export async function focusFirstFault(form: HTMLFormElement | undefined): Promise<void> {
  await tick();
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
