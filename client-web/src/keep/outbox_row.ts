// One command that was not answered yet.
import { keyText } from '../protocol/key';
import type { CommandBody, ContributionInit, Refusal } from '../protocol/messages';

export interface OutboxRow {
  readonly key: string; // the command key in hexadecimal; rows sort by it in the order in which they were made
  readonly owner: string;
  readonly body: CommandBody;
  readonly createdAtMs: number;
  readonly attempts: number; // how often it may have been sent
  readonly faults: number; // how often the server answered INTERNAL, or closed the connection because of it
  readonly refusal?: Refusal; // it was refused for good, and is kept because somebody wrote it
}

const writtenInCourse: readonly string[] = ['addSentence', 'planGathering', 'openWorkshop', 'publishDossier'];

/**
 * Commands whose words somebody wrote, and that no form keeps meanwhile: they are kept until they are accepted, or given up by
 * whoever wrote them. Each is listed where it was written (pages/parts/UnsentWords.svelte, or the page's own).
 */
export function isWritten(body: CommandBody): boolean {
  if (body.case === 'roadmap') return saidOfRoadmap(body) !== '';
  if (body.case === 'course') return writtenInCourse.includes(body.value.body?.case ?? '');
  if (body.case === 'round') return hasWords(body.value.body?.case === 'contribute' ? body.value.body.value.contribution : undefined);
  return body.case === 'postMessage' || body.case === 'openThread' || body.case === 'declareObstacle';
}

/** What somebody says of a roadmap by this command: an opinion, other words for a passage, an answer; '' when nothing. */
export function saidOfRoadmap({ case: kind, value }: CommandBody): string {
  const said = kind === 'roadmap' ? value.body : undefined;
  switch (said?.case) {
    case 'comment': return said.value.text ?? '';
    case 'suggestText': return said.value.replacement || said.value.reason || '';
    case 'answerComment': return said.value.answer ?? '';
    default: return '';
  }
}

const hasWords = (said: ContributionInit | undefined) => Boolean(said?.text || said?.title);

/** Commands of one lane are sent one after the other, so that they arrive in the order in which they were made. */
export function laneOf({ case: kind, value }: CommandBody): string {
  if ('threadId' in value && value.threadId) return `thread ${value.threadId}`;
  if ('messageId' in value && value.messageId) return `message ${value.messageId}`;
  if (kind === 'round') return `round ${value.roundId ?? 0}`;
  if (kind === 'roadmap' || kind === 'markRoadmapSeen') return `${kind} ${value.roadmapId ?? 0}`;
  if ('channelId' in value && value.channelId) return `channel ${value.channelId}`;
  return kind;
}

/** A later command of this kind makes an unsent earlier one needless; '' where each counts. */
export function supersedes(body: CommandBody): string {
  switch (body.case) {
    case 'saveDraft':
    case 'markRead':
    case 'markRoadmapSeen':
    case 'follow': return `${body.case} ${laneOf(body)}`;
    case 'course': {
      const entry = body.value.body?.case === 'saveNotebookEntry' ? body.value.body.value.entry : undefined;
      return entry?.entryKey ? `entry ${keyText(entry.entryKey)}` : '';
    }
    case 'saveSettings':
    case 'setLastVisit': return body.case;
    default: return '';
  }
}
