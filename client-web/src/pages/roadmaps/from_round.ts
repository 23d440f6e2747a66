// An action of a round as an action of a roadmap. Nothing in it says where it comes from. Pure.
import { PlanActionStatus, RoadmapActionStatus, type PlanAction, type RoadmapActionFieldInit } from '../../protocol/messages';

type Field = NonNullable<RoadmapActionFieldInit['field']>;

const statuses: Partial<Record<PlanActionStatus, RoadmapActionStatus>> = {
  [PlanActionStatus.IN_PROGRESS]: RoadmapActionStatus.RUNNING,
  [PlanActionStatus.DONE]: RoadmapActionStatus.DONE,
  [PlanActionStatus.ABANDONED]: RoadmapActionStatus.ABANDONED,
};

/** `meansOf`: how the first step is worded, which a roadmap has no field for. */
export function fieldsFrom(action: PlanAction, meansOf: (firstStep: string) => string): { readonly field: Field }[] {
  const fields: Field[] = [
    { case: 'title', value: action.what },
    { case: 'status', value: statuses[action.status] ?? RoadmapActionStatus.TO_START },
  ];
  if (action.dueOn) fields.push({ case: 'due', value: action.dueOn });
  if (action.indicator) fields.push({ case: 'indicator', value: action.indicator });
  if (action.firstStep) fields.push({ case: 'means', value: meansOf(action.firstStep) });
  return fields.map((field) => ({ field }));
}
