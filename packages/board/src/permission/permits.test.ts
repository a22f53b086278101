import { caseRoles, type CaseRole } from '@consilium/case-model';
import { describe, expect, it } from 'vitest';
import { permits } from './permits.ts';
import { actions, type Action } from './table.ts';

/*
 * The table of WORKFLOW §2 once more, written down by hand and in another form than the code's: for each action, in
 * the order of `roles`, Y yes · O at the origin only · R at the receiver only · W own center's · C as chair ·
 * S own specialty · - no.
 */
const roles: readonly CaseRole[] = [
	'primaryOncologist',
	'netSpecialist',
	'nuclearMedicine',
	'radiationOncology',
	'surgeon',
	'radiologist',
	'pathologist',
	'careCoordinator',
	'observer',
	'guest',
];
const expected: Record<Action, string> = {
	read: 'YYYYYYYYYY',
	editReferral: 'O------O--',
	editWorkup: 'OYYYYYYY--',
	editBoard: 'OYYYYYYY-Y',
	editDecisionDraft: '-YYYYYY---',
	comment: 'YYYYYYYY-Y',
	override: 'OYYY------',
	decideDose: '-YYY------',
	signRecommendation: '-YYYSSS---',
	cosignRecommendation: 'O---------',
	runMeeting: '-CCCCCCY--',
	sendReferral: 'O------O--',
	acceptReferral: '-RRR------',
	returnReferral: '-RRR---R--',
	declineReferral: '-RRR------',
	prepareReferralBack: '-RRR---R--',
	signReferralBack: '-RRR------',
	acknowledgeReferralBack: 'O---------',
	acceptDuties: 'WWWW---W--',
	readPrivate: 'WWWWWWWW--',
};

const standings = [true, false].flatMap((atOrigin) =>
	[true, false].flatMap((own) =>
		[true, false].flatMap((chair) => [true, false].map((specialty) => ({ atOrigin, own, chair, specialty }))),
	),
);

const answers: Record<string, (standing: (typeof standings)[number]) => boolean> = {
	Y: () => true,
	O: ({ atOrigin }) => atOrigin,
	R: ({ atOrigin }) => !atOrigin,
	W: ({ own }) => own,
	C: ({ chair }) => chair,
	S: ({ specialty }) => specialty,
	'-': () => false,
};

const cells = actions.flatMap((action) =>
	roles.map((role, index) => ({ action, role, mark: expected[action][index] ?? '' })),
);

describe('the table of rights', () => {
	it('[BOARD-1] names every role of the case model', () => {
		expect([...roles].sort()).toEqual([...caseRoles].sort());
		expect(cells).toHaveLength(caseRoles.length * actions.length);
	});

	it.each(cells)('[BOARD-1] $role $action is $mark, in every standing', ({ role, action, mark }) => {
		for (const standing of standings) expect(permits(role, action, standing)).toBe(answers[mark]?.(standing));
	});

	it('[BOARD-1] what is not said of a standing counts as not so', () => {
		expect(permits('netSpecialist', 'runMeeting', { atOrigin: false })).toBe(false);
		expect(permits('netSpecialist', 'readPrivate', { atOrigin: false })).toBe(false);
		expect(permits('surgeon', 'signRecommendation', { atOrigin: false })).toBe(false);
	});
});
