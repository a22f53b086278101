import type { CaseRole } from '@consilium/case-model';

/** Everything a case role may be allowed to do on one case (WORKFLOW §2, one word per verb). */
export const actions = [
	'read',
	'editReferral',
	'editWorkup',
	'editBoard',
	'editDecisionDraft',
	'comment',
	'override',
	'decideDose',
	'signRecommendation',
	'cosignRecommendation',
	'runMeeting',
	'sendReferral',
	'acceptReferral',
	'returnReferral',
	'declineReferral',
	'prepareReferralBack',
	'signReferralBack',
	'acknowledgeReferralBack',
	'acceptDuties',
	'readPrivate',
] as const;
export type Action = (typeof actions)[number];

/**
 * `yes` always · `origin` only at the center that opened the case · `receiver` only at another center of the case ·
 * `own` only what belongs to the person's own center · `chair` only as chair of the meeting ·
 * `specialty` only the part of the person's own specialty · `no` never.
 */
export type Cell = 'yes' | 'origin' | 'receiver' | 'own' | 'chair' | 'specialty' | 'no';

type Row = Partial<Record<Action, Cell>>;

const specialist: Row = {
	read: 'yes',
	editWorkup: 'yes',
	editBoard: 'yes',
	editDecisionDraft: 'yes',
	comment: 'yes',
	override: 'yes',
	decideDose: 'yes',
	signRecommendation: 'yes',
	runMeeting: 'chair',
	acceptReferral: 'receiver',
	returnReferral: 'receiver',
	declineReferral: 'receiver',
	prepareReferralBack: 'receiver',
	signReferralBack: 'receiver',
	acceptDuties: 'own',
	readPrivate: 'own',
};

const diagnostician: Row = {
	read: 'yes',
	editWorkup: 'yes',
	editBoard: 'yes',
	editDecisionDraft: 'yes',
	comment: 'yes',
	signRecommendation: 'specialty',
	runMeeting: 'chair',
	readPrivate: 'own',
};

/** The one table of rights: role × action. A cell that is not written is `no`. */
export const permissions: Record<CaseRole, Row> = {
	primaryOncologist: {
		read: 'yes',
		editReferral: 'origin',
		editWorkup: 'origin',
		editBoard: 'origin',
		comment: 'yes',
		override: 'origin',
		cosignRecommendation: 'origin',
		sendReferral: 'origin',
		acknowledgeReferralBack: 'origin',
		acceptDuties: 'own',
		readPrivate: 'own',
	},
	netSpecialist: specialist,
	nuclearMedicine: specialist,
	radiationOncology: specialist,
	surgeon: diagnostician,
	radiologist: diagnostician,
	pathologist: diagnostician,
	careCoordinator: {
		read: 'yes',
		editReferral: 'origin',
		editWorkup: 'yes',
		editBoard: 'yes',
		comment: 'yes',
		runMeeting: 'yes',
		sendReferral: 'origin',
		returnReferral: 'receiver',
		prepareReferralBack: 'receiver',
		acceptDuties: 'own',
		readPrivate: 'own',
	},
	observer: { read: 'yes' },
	guest: { read: 'yes', editBoard: 'yes', comment: 'yes' },
};
