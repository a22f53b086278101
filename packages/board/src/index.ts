export { caseAccess, may, type CaseActor } from './access/case-access.ts';
export { roomAccess, roomsOf, type RoomAccess } from './access/room-access.ts';
export type { Board, PasswordCheck, RecheckScope } from './board.ts';
export { checklistOf } from './case/checklist.ts';
export { createCase, createCaseInput, type CreateCaseInput } from './case/create.ts';
export { importBundle, importBundleInput } from './case/import-bundle.ts';
export { dayIn, judge } from './case/judge.ts';
export { listCases, type CaseRow } from './case/list.ts';
export { noteLook, type Look } from './case/look.ts';
export { openCase, type OpenCase } from './case/open.ts';
export { stages, type Stage } from './case/stage.ts';
export { teamOf, type TeamMember } from './case/team.ts';
export { viewOf, type Authorship, type CaseView, type ConflictingValue } from './case/view.ts';
export { listCenters, peopleOf, rolesAt, type CenterPerson, type CenterRow } from './center/center.ts';
export { inviteInput, invitePerson, type InviteInput } from './center/invite.ts';
export { createLiveBus, type LiveBus, type LiveEvent, type LiveKind } from './live/live-bus.ts';
export { overrideFinding, overrideInput, withdrawInput, withdrawOverride } from './override/commands.ts';
export { overridesOf, type Override, type OverrideReason } from './override/override.ts';
export { mayAll, permits, type Standing } from './permission/permits.ts';
export { actions, permissions, type Action, type Cell } from './permission/table.ts';
export {
	acceptInput,
	acceptReferral,
	declineInput,
	declineReferral,
	resendInput,
	resendReferral,
	returnInput,
	returnReferral,
	sendInput,
	sendReferral,
} from './referral/commands.ts';
export {
	referralMoves,
	referralStates,
	transitions,
	type ReferralMove,
	type ReferralState,
	type Transition,
} from './referral/machine.ts';
export { currentReferral, type Referral, type ReferralEvent } from './referral/referral.ts';
export { referralPage, type ReferralPage } from './referral/show.ts';
export {
	acknowledgeInput,
	acknowledgeReferralBack,
	editInput,
	editReferralBack,
	generateReferralBack,
	signInput,
	signReferralBack,
} from './referral-back/commands.ts';
export { hashOf } from './referral-back/hash.ts';
export type { ReferralBack, ReferralBackState, SignedContent } from './referral-back/referral-back.ts';
export { verifySignatures, type SignatureVerdict } from './referral-back/verify.ts';
export { referralBackPage, type ReferralBackPage } from './referral-back/show.ts';
export {
	done,
	notFound,
	refusalCodes,
	refused,
	type Outcome,
	type RefusalCode,
	type Refused,
} from './refused.ts';
export { anchorSchema, type Anchor } from './thread/anchor.ts';
export {
	replyInput,
	replyToThread,
	resolveInput,
	resolveThread,
	startThread,
	startThreadInput,
} from './thread/commands.ts';
export { threadsOf, type Audience, type Comment, type Thread } from './thread/thread.ts';
