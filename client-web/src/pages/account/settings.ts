// All settings are one row: whoever changes one of them sends the others as they are.
import type { CommandValue, Settings } from '../../protocol/messages';

export function settingsWith(held: Settings | undefined, change: Partial<Settings>): NonNullable<CommandValue<'saveSettings'>['settings']> {
  const { locale = '', timeZone = '', notifications = 0, mail, awayUntil = '' } = { ...held, ...change };
  return { locale, timeZone, notifications, awayUntil, ...(mail && { mail }) };
}
