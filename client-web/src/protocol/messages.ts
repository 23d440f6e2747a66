// The vocabulary of the protocol as plain data: what the rest of the client imports. The comments of the fields are in
// protocol/ramure/v1/*.proto.
import type * as accounts from './gen/ramure/v1/accounts_pb';
import type * as commands from './gen/ramure/v1/commands_pb';
import type * as courses from './gen/ramure/v1/course_pb';
import type * as courseEvents from './gen/ramure/v1/course_events_pb';
import type * as courseCommands from './gen/ramure/v1/course_commands_pb';
import type * as courseQueries from './gen/ramure/v1/course_queries_pb';
import type * as dossiers from './gen/ramure/v1/dossier_pb';
import type * as events from './gen/ramure/v1/events_pb';
import type * as frames from './gen/ramure/v1/frames_pb';
import type * as model from './gen/ramure/v1/model_pb';
import type * as privates from './gen/ramure/v1/private_pb';
import type * as queries from './gen/ramure/v1/queries_pb';
import type * as refusals from './gen/ramure/v1/refusals_pb';
import type * as roadmaps from './gen/ramure/v1/roadmap_pb';
import type * as roadmapCommands from './gen/ramure/v1/roadmap_commands_pb';
import type * as roadmapEvents from './gen/ramure/v1/roadmap_events_pb';
import type * as roadmapQueries from './gen/ramure/v1/roadmap_queries_pb';
import type * as roadmapTexts from './gen/ramure/v1/roadmap_text_pb';
import type * as rounds from './gen/ramure/v1/round_pb';
import type * as roundCommands from './gen/ramure/v1/round_commands_pb';
import type * as roundEvents from './gen/ramure/v1/round_events_pb';
import type * as roundQueries from './gen/ramure/v1/round_queries_pb';
import type * as templates from './gen/ramure/v1/round_template_pb';
import type { Init, Plain } from './plain';

export { GatheringKind, Participation, ProgrammePart } from './gen/ramure/v1/course_pb';
export {
  ChannelKind,
  MemberStatus,
  MessageKind,
  ObstacleNature,
  ObstacleScope,
  ObstacleStatus,
  Role,
  TerritoryState,
  ThreadKind,
} from './gen/ramure/v1/model_pb';
export { AcceptanceKind, DigestRhythm, FollowLevel, NotificationLevel } from './gen/ramure/v1/private_pb';
export { ListThreads_Archived as Archived, ListThreads_Resolved as Resolved } from './gen/ramure/v1/queries_pb';
export { RefusalCode } from './gen/ramure/v1/refusals_pb';
export {
  RoadmapActionStatus,
  RoadmapCommentBox,
  RoadmapSharing,
  RoadmapStage,
  RoadmapStatus,
  RoadmapSuggestionState,
  RoadmapVerdict,
} from './gen/ramure/v1/roadmap_pb';
export { DifferenceKind } from './gen/ramure/v1/roadmap_text_pb';
export { Attendance, Hiding, PlanActionStatus, RoundStatus, ShareLevel, SubjectKind } from './gen/ramure/v1/round_pb';
export { ContributionMeaning, RoundCondition, RoundMode, RoundRole } from './gen/ramure/v1/round_template_pb';

export type Acceptance = Plain<privates.Acceptance>;
export type Attachment = Plain<model.Attachment>;
export type Bookmark = Plain<privates.Bookmark>;
export type Channel = Plain<model.Channel>;
export type Community = Plain<model.Community>;
export type Draft = Plain<privates.Draft>;
export type Following = Plain<privates.Following>;
export type FreshStart = Plain<privates.FreshStart>;
export type LastVisit = Plain<privates.LastVisit>;
export type Member = Plain<model.Member>;
export type Membership = Plain<model.Membership>;
export type Message = Plain<model.Message>;
export type Obstacle = Plain<model.Obstacle>;
export type PrivateRow = Plain<privates.PrivateRow>;
export type Quote = Plain<model.Quote>;
export type Reaction = Plain<model.Reaction>;
export type ReadCursor = Plain<privates.ReadCursor>;
export type Settings = Plain<privates.Settings>;
export type Summary = Plain<model.Summary>;
export type Territory = Plain<model.Territory>;
export type Theme = Plain<model.Theme>;
export type Thread = Plain<model.Thread>;
export type Version = Plain<model.Version>;
export type Word = Plain<model.Word>;

export type CatchUpAnswer = Plain<queries.CatchUpAnswer>;
export type CatchUpThread = Plain<queries.CatchUpThread>;
export type ChannelAnswer = Plain<queries.ChannelAnswer>;
export type History = Plain<queries.History>;
export type KeptMessage = Plain<queries.KeptMessage>;
export type MapCell = Plain<queries.MapCell>;
export type MessageAnswer = Plain<queries.MessageAnswer>;
export type ObstacleMove = Plain<queries.ObstacleMove>;
export type ObstacleStep = Plain<queries.ObstacleStep>;
export type SearchAnswer = Plain<queries.SearchAnswer>;
export type SearchHit = Plain<queries.SearchHit>;
export type Snapshot = Plain<queries.Snapshot>;
export type ThreadList = Plain<queries.ThreadList>;
export type ThreadRow = Plain<queries.ThreadRow>;

export type ActionProgress = Plain<rounds.ActionProgress>;
export type Contribution = Plain<rounds.Contribution>;
export type ContributionInit = Init<rounds.Contribution>;
export type HelpRequest = Plain<rounds.HelpRequest>;
export type PlanAction = Plain<rounds.PlanAction>;
export type ProposedGroups = Plain<roundQueries.ProposedGroups>;
export type RoundAnswer = Plain<roundQueries.RoundAnswer>;
export type RoundEventBody = Exclude<Plain<roundEvents.RoundEvent>['body'], undefined>;
export type RoundKind = Plain<templates.RoundKind>;
export type RoundList = Plain<roundQueries.RoundList>;
export type RoundParticipant = Plain<rounds.RoundParticipant>;
export type RoundPlan = Plain<rounds.RoundPlan>;
export type RoundPlanInit = Init<rounds.RoundPlan>;
export type RoundRow = Plain<roundQueries.RoundRow>;
export type RoundStep = Plain<templates.RoundStep>;
export type RoundTemplate = Plain<templates.RoundTemplate>;
export type RoundView = Plain<rounds.RoundView>;
export type StepOpening = Plain<rounds.StepOpening>;

export type CourseEventBody = Exclude<Plain<courseEvents.CourseEvent>['body'], { case: undefined }>;
export type Evaluation = Plain<courses.Evaluation>;
export type EvaluationFigure = Plain<dossiers.EvaluationFigure>;
export type Gathering = Plain<courses.Gathering>;
export type GatheringAnswer = Plain<courseQueries.GatheringAnswer>;
export type GatheringDocument = Plain<courses.GatheringDocument>;
export type GatheringInit = Init<courses.Gathering>;
export type GatheringRow = Plain<courseQueries.GatheringRow>;
export type NotebookEntry = Plain<courses.NotebookEntry>;
export type Workshop = Plain<courses.Workshop>;
export type WorkshopAnswer = Plain<courseQueries.WorkshopAnswer>;
export type WorkshopSentence = Plain<courses.WorkshopSentence>;

export type DifferencePiece = Plain<roadmapTexts.DifferencePiece>;
export type RoadmapAction = Plain<roadmaps.RoadmapAction>;
export type RoadmapActionField = Plain<roadmaps.RoadmapActionField>;
export type RoadmapActionFieldInit = Init<roadmaps.RoadmapActionField>;
export type RoadmapAnchorInit = Init<roadmaps.RoadmapAnchor>;
export type RoadmapAnswer = Plain<roadmapQueries.RoadmapAnswer>;
export type RoadmapComment = Plain<roadmaps.RoadmapComment>;
export type RoadmapEventBody = Exclude<Plain<roadmapEvents.RoadmapEvent>['body'], undefined>;
export type RoadmapHit = Plain<queries.RoadmapHit>;
export type RoadmapNews = Plain<roadmapQueries.RoadmapNews>;
export type RoadmapPassage = Plain<roadmaps.RoadmapPassage>;
export type RoadmapRights = Plain<roadmaps.RoadmapRights>;
export type RoadmapRow = Plain<roadmapQueries.RoadmapRow>;
export type RoadmapSuggestion = Plain<roadmaps.RoadmapSuggestion>;
export type RoadmapTemplate = Plain<roadmaps.RoadmapTemplate>;
export type RoadmapVersion = Plain<roadmaps.RoadmapVersion>;
export type RoadmapView = Plain<roadmaps.RoadmapView>;
export type RoadmapVisit = Plain<privates.RoadmapVisit>;
export type SharingPreview = Plain<roadmapQueries.SharingPreview>;
export type TextChange = Plain<roadmapTexts.TextChange>;
export type TextCursor = Plain<roadmapTexts.TextCursor>;
export type TextDelivery = Plain<roadmapTexts.TextDelivery>;
export type TextEntry = Plain<roadmapTexts.TextEntry>;
export type TextOpened = Plain<roadmapTexts.TextOpened>;
export type TextRun = Plain<roadmapTexts.TextRun>;
export type WorkingSession = Plain<roadmapTexts.WorkingSession>;

export type Dossier = Plain<dossiers.Dossier>;
export type DossierDraft = Plain<courseQueries.DossierDraft>;
export type DossierFigures = Plain<dossiers.DossierFigures>;
export type Figure = Plain<dossiers.Figure>;
export type QuoteRow = Plain<dossiers.QuoteRow>;
export type ToDoList = Plain<courseQueries.ToDoList>;

export type Event = Plain<events.Event>;
export type Accepted = Plain<frames.Accepted>;
export type Answer = Plain<queries.Answer>;
export type Refusal = Plain<refusals.Refusal>;
export type Reply = Plain<frames.Reply>;
export type ServerFrame = Plain<frames.ServerFrame>;
export type Signal = Plain<frames.Signal>;
export type Welcome = Plain<frames.Welcome>;

export type Invitation = Plain<accounts.Invitation>;
export type InvitedPeople = Plain<accounts.InvitedPeople>;
export type InvitedPerson = Plain<accounts.InvitedPerson>;
export type InvitePeopleInit = Init<accounts.InvitePeople>;
export type InvitationInit = Init<accounts.CreateInvitation>;
export type MemberOf = Plain<accounts.MemberOf>;
export type NewInvitation = Plain<accounts.NewInvitation>;
export type PendingInvitation = Plain<accounts.PendingInvitation>;
export type Session = Plain<accounts.Session>;
export type SignedIn = Plain<accounts.SignedIn>;
export type Upload = Plain<accounts.Upload>;

export type ClientFrameInit = Init<frames.ClientFrame>;
export type CommandInit = Init<commands.Command>;
export type HelloInit = Init<frames.Hello>;
export type QueryInit = Init<queries.Query>;
export type SignalInit = Init<frames.Signal>;

type BodyOf<T> = T extends { body: infer Body } ? Exclude<Body, { case: undefined }> : never;
type ValueOf<Body, Case> = Extract<Body, { case: Case }> extends { value: infer Value } ? Value : never;

/** 'postMessage', 'markRead' … */
export type CommandCase = BodyOf<commands.Command>['case'];
/** What goes with it: `CommandValue<'postMessage'>`. */
export type CommandValue<Case extends CommandCase> = Init<ValueOf<BodyOf<commands.Command>, Case>>;
export type CommandBody = { [Case in CommandCase]: { readonly case: Case; readonly value: CommandValue<Case> } }[CommandCase];

/** 'getHistory', 'search' … */
export type QueryCase = BodyOf<queries.Query>['case'];
export type QueryValue<Case extends QueryCase> = Init<ValueOf<BodyOf<queries.Query>, Case>>;
export type QueryBody = { [Case in QueryCase]: { readonly case: Case; readonly value: QueryValue<Case> } }[QueryCase];

/** What is asked of a round: { case: 'openStep', value: { step: 'contrat' } } … */
type RoundBody = BodyOf<roundCommands.RoundCommand>;
export type RoundCommandCase = RoundBody['case'];
export type RoundCommandValue<Case extends RoundCommandCase> = Init<ValueOf<RoundBody, Case>>;

/** What is asked of a roadmap: { case: 'freezeRoadmap', value: { stage, textVersion } } … */
type RoadmapBody = BodyOf<roadmapCommands.RoadmapCommand>;
export type RoadmapCommandCase = RoadmapBody['case'];
export type RoadmapCommandValue<Case extends RoadmapCommandCase> = Init<ValueOf<RoadmapBody, Case>>;

/** What is asked of the course: { case: 'answerGathering', value: { gatheringId, participation } } … */
type CourseBody = BodyOf<courseCommands.CourseCommand>;
export type CourseCommandCase = CourseBody['case'];
export type CourseCommandValue<Case extends CourseCommandCase> = Init<ValueOf<CourseBody, Case>>;

interface AnswerCases {
  getSnapshot: 'snapshot';
  listThreads: 'threadList';
  getThread: 'thread';
  getHistory: 'history';
  getMessage: 'message';
  getSummaryVersions: 'summaryVersions';
  catchUp: 'catchUp';
  search: 'search';
  listReaders: 'readerList';
  listEvents: 'eventList';
  getPrivateRows: 'privateRows';
  getChannel: 'channel';
  getMessages: 'messageList';
  getMap: 'map';
  findSimilarObstacles: 'similarObstacles';
  getObstacleLife: 'obstacleLife';
  listRounds: 'roundList';
  getRound: 'round';
  listRoundTemplates: 'roundTemplateList';
  drawMinutes: 'minutesDraft';
  proposeGroups: 'proposedGroups';
  listRoadmaps: 'roadmapList';
  getRoadmap: 'roadmap';
  getText: 'text';
  getTextHistory: 'textHistory';
  compareTexts: 'textComparison';
  previewSharing: 'sharingPreview';
  listRoadmapTemplates: 'roadmapTemplateList';
  listGatherings: 'gatheringList';
  getGathering: 'gathering';
  getWorkshop: 'workshop';
  listToDo: 'toDoList';
  listMyQuotes: 'quoteList';
  drawDossier: 'dossierDraft';
  listDossiers: 'dossierList';
}
/** What a query is answered with: `AnswerTo<'getHistory'>` is a History. */
export type AnswerTo<Case extends QueryCase> = Plain<ValueOf<BodyOf<queries.Answer>, AnswerCases[Case]>>;
export type AnswerBody = NonNullable<Answer['body']>;
