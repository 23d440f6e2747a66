import type { Catalogue } from '../text.svelte';

export const choice: Catalogue['choice'] = {
  title: 'How this choice is made',
  lead: 'There is no vote and nothing is counted. One proposes, one talks, and an objection comes with its reason.',
  steps: [
    'Everybody proposes a subject, and says what they think of the others’.',
    'The facilitators say which subject they would take, and why.',
    'Whoever sees an obstacle objects, in words. The facilitators answer, or propose something else.',
    'When the objections were answered, the facilitators write what was chosen.',
  ],
  settlement: 'What the facilitators propose',
  decision: 'What was chosen',
  objections: 'Objections',
  by: (name) => `by ${name},`,
  see: 'Read the message',
  none: 'Nobody has seen an obstacle yet.',
  kind: 'What you write',
  kinds: {
    MESSAGE: 'A message',
    PROPOSAL: 'Propose a subject',
    SETTLEMENT: 'What the facilitators would take',
    OBJECTION: 'An objection',
    DECISION: 'What was chosen',
  },
  hints: {
    MESSAGE: 'To react, to explain, to ask.',
    PROPOSAL: 'One subject at a time, and what you expect of it.',
    SETTLEMENT: 'The subject that you would take, and why. Everybody may object then.',
    OBJECTION: 'What keeps you from going along with what the facilitators propose, and what would remove it. It answers that proposal.',
    DECISION: 'The subject that was chosen. The thread will be marked as resolved.',
  },
  notAtEnd: 'To object, go to the latest messages first.',
};
