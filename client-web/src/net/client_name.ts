/** How this browser is called in the member's list of sessions. */
export function clientName(agent: string = navigator.userAgent): string {
  const browser = /Firefox|Edg|OPR|Chrome|Safari/.exec(agent)?.[0] ?? 'navigateur';
  const system = /Android|iPhone|iPad|Windows|Mac OS|Linux/.exec(agent)?.[0] ?? '';
  const names: Record<string, string> = { Edg: 'Edge', OPR: 'Opera' };
  return ['Ramure web', names[browser] ?? browser, system].filter(Boolean).join(', ').slice(0, 200);
}
