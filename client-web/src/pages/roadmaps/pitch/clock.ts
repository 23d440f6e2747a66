// A speaker's clock: minutes of speaking, then minutes of questions. It informs, and ends nothing. Pure: time is given.

export interface ClockSettings {
  readonly speakingMin: number;
  readonly askingMin: number;
}

export const usual: ClockSettings = { speakingMin: 5, askingMin: 5 };
export const minutesMax = 60;

/** Running since `sinceMs`, after what had run before; undefined: it stands. */
export interface ClockState {
  readonly ranMs: number;
  readonly sinceMs: number | undefined;
}

export const stopped: ClockState = { ranMs: 0, sinceMs: undefined };

export const elapsedMs = ({ ranMs, sinceMs }: ClockState, nowMs: number): number => ranMs + (sinceMs === undefined ? 0 : Math.max(0, nowMs - sinceMs));

export const started = (state: ClockState, nowMs: number): ClockState => ({ ranMs: state.ranMs, sinceMs: state.sinceMs ?? nowMs });
export const paused = (state: ClockState, nowMs: number): ClockState => ({ ranMs: elapsedMs(state, nowMs), sinceMs: undefined });

export interface ClockFace {
  readonly part: 'speaking' | 'asking';
  readonly isOver: boolean; // all of it has passed
  readonly seconds: number; // that are left of the part, or that went beyond the end
}

export function faceOf(state: ClockState, nowMs: number, { speakingMin, askingMin }: ClockSettings): ClockFace {
  const ran = Math.floor(elapsedMs(state, nowMs) / 1000);
  const speaking = speakingMin * 60;
  const all = speaking + askingMin * 60;
  if (ran < speaking) return { part: 'speaking', isOver: false, seconds: speaking - ran };
  return ran < all ? { part: 'asking', isOver: false, seconds: all - ran } : { part: 'asking', isOver: true, seconds: ran - all };
}

/** « 4:05 ». */
export const minutesAndSeconds = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** What was typed, as a whole number of minutes that makes sense. */
export const asMinutes = (typed: number): number => Math.min(minutesMax, Math.max(0, Math.round(Number.isFinite(typed) ? typed : 0)));
