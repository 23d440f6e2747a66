// Lets the browser keep the page: see service_worker.ts.

const takesOverWithinMs = 3_000; // of opening the page: later somebody may be in the middle of something
const restAfterMs = 20_000; // what other pages need is fetched when this one has long been at rest

export async function keepPage(): Promise<void> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined; // not on pages served without TLS
  if (!workers) return;
  const hadOne = workers.controller !== null;
  workers.addEventListener('controllerchange', () => {
    if (hadOne && performance.now() < takesOverWithinMs) location.reload();
  });
  try {
    const registration = await workers.register('/sw.js');
    registration.waiting?.postMessage('take over');
    setTimeout(() => registration.active?.postMessage('keep the rest'), restAfterMs);
  } catch (error) {
    console.warn('ramure: the page cannot be kept on this device', error);
  }
}
