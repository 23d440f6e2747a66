// Until when a link for people without an account may be good.
const linkDaysMax = 365;

/** The day so many days after "2018-06-28". */
export function daysAhead(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whether a link may be good until the end of that day. */
export function isGoodUntil(day: string, today: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && day >= today && day <= daysAhead(today, linkDaysMax);
}
