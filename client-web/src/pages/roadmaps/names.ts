// What the things of a roadmap are called on screen.
import {
  Role,
  RoadmapActionStatus,
  RoadmapCommentBox,
  RoadmapSharing,
  RoadmapStage,
  RoadmapStatus,
  RoadmapVerdict,
  type RoadmapVersion,
} from '../../protocol/messages';
import type { State } from '../../state/state';
import { longDay } from '../../text/dates';
import { withoutDirections } from '../../text/plain_text';
import { words } from '../../text/apart/roadmaps';

type Keys<Of extends object> = keyof Of;

export const stageOf = (stage: RoadmapStage) =>
  words.stages[RoadmapStage[stage] as Keys<typeof words.stages>] ?? words.stages.UNSPECIFIED;

/** « Plan de mise en œuvre (v1) ». */
export function stageName(stage: RoadmapStage): string {
  const { name, version } = stageOf(stage);
  return version ? `${name} (${version})` : name;
}

export const statusName = (status: RoadmapStatus): string =>
  words.statuses[RoadmapStatus[status] as Keys<typeof words.statuses>] ?? '';

/** Who reads it, in one sentence; `isOurs`: said to one of the pair. */
export function sharingWords(sharing: RoadmapSharing, isOurs: boolean): string {
  const said = words.sharing[RoadmapSharing[sharing] as 'PAIR' | 'SUPPORT' | 'COMMUNITY'];
  return said ? (isOurs ? said.ours : said.theirs) : '';
}

export const actionStatusName = (status: RoadmapActionStatus): string =>
  words.actions.statuses[RoadmapActionStatus[status] as Keys<typeof words.actions.statuses>] ?? words.actions.statuses.TO_START;

export const boxName = (box: RoadmapCommentBox): string =>
  words.opinions.boxes[RoadmapCommentBox[box] as Keys<typeof words.opinions.boxes>] ?? words.opinions.boxes.UNSPECIFIED;

export const verdictName = (verdict: RoadmapVerdict): string =>
  words.opinions.verdicts[RoadmapVerdict[verdict] as Keys<typeof words.opinions.verdicts>] ?? '';

type Tone = 'plain' | 'sap' | 'berry' | 'honey' | 'plum' | 'sky';

export function actionTone(status: RoadmapActionStatus): Tone {
  switch (status) {
    case RoadmapActionStatus.RUNNING: return 'honey';
    case RoadmapActionStatus.BLOCKED: return 'berry';
    case RoadmapActionStatus.DONE: return 'sap';
    case RoadmapActionStatus.ABANDONED: return 'plum';
    default: return 'sky';
  }
}

/** « v1 – Plan de mise en œuvre », or the name that was given. */
export function versionName(version: RoadmapVersion): string {
  if (version.stage === RoadmapStage.UNSPECIFIED) return withoutDirections(version.name);
  const { name, version: number } = stageOf(version.stage);
  return words.versions.frozen(name, number);
}

export const versionDay = (version: RoadmapVersion): string => longDay(version.atMs);

/** Whether one is of the pair of this territory: « vous deux ». */
export const isOfPair = (state: State, territoryId: number): boolean =>
  territoryId !== 0 && state.me.territoryId === territoryId && state.me.role === Role.CATALYST;

/** Those whom a pair can invite to write along. Mirrors can_be_pen of the server. */
export const penRoles: readonly Role[] = [Role.CATALYST, Role.FACILITATOR, Role.ADVISER];
