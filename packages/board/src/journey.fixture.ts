import {
	pathOf,
	rowPath,
	valueEntry,
	type Entry,
	type FieldPath,
	type FieldValue,
} from '@consilium/case-model';
import { caseAccess, type CaseActor } from './access/case-access.ts';
import { openTestBoard, type TestBoard } from './board.fixture.ts';
import { createCase } from './case/create.ts';
import type { Outcome } from './refused.ts';
import { acceptReferral, sendReferral } from './referral/commands.ts';

/** Two centers that share a case, a third that shares nothing, and who works where. */
export interface Journey extends TestBoard {
	riverside: string;
	northgate: string;
	oncologist: string;
	navigator: string;
	observer: string;
	specialist: string;
	surgeon: string;
	coordinator: string;
	stranger: string;
	open(values?: Record<FieldPath, FieldValue>): Promise<string>;
	/** The person's place on the case; fails when there is none. */
	actor(personId: string, caseId: string): Promise<CaseActor>;
	send(caseId: string): Promise<string>;
	accepted(caseId: string): Promise<string>;
}

/** The value of an outcome that must not be a refusal. */
export function taken<T>(outcome: Outcome<T>): T {
	if (outcome.ok) return outcome.value;
	throw new Error(`refused: ${outcome.code} ${outcome.message} ${JSON.stringify(outcome.fields ?? {})}`);
}

export const rossi: Record<FieldPath, FieldValue> = {
	[pathOf('patient', 'familyName')]: 'Rossi',
	[pathOf('patient', 'givenName')]: 'Maria',
	[pathOf('patient', 'birthDate')]: '1961-03-14',
};

/** A treated patient whose last platelet count is given: enough for a dose finding. */
export function treated(platelets: number): Record<FieldPath, FieldValue> {
	const lab = (id: string, value: number, collected: string) => ({
		[rowPath('labs', id, 'analyte')]: 'platelets',
		[rowPath('labs', id, 'value')]: { value, unit: '10*9/L' as const },
		[rowPath('labs', id, 'collected')]: collected,
		[rowPath('labs', id, 'status')]: 'final',
	});
	return {
		...rossi,
		[rowPath('cycles', 'c1', 'n')]: 1,
		[rowPath('cycles', 'c1', 'infusionStart')]: '2026-03-30',
		[rowPath('cycles', 'c1', 'activity')]: { value: 7.4, unit: 'GBq' },
		[pathOf('plan', 'nextDoseAt')]: '2026-05-25',
		[pathOf('plan', 'plannedDoses')]: 4,
		[pathOf('plan', 'courseStatus')]: 'ongoing',
		...lab('plt-1', 210, '2026-03-20'),
		...lab('plt-2', platelets, '2026-05-10'),
	};
}

export async function beginJourney(): Promise<Journey> {
	const test = await openTestBoard();
	const { board } = test;
	const riverside = await test.center('Riverside', 'referring');
	const northgate = await test.center('Northgate', 'specialty');
	const lakeside = await test.center('Lakeside', 'referring');
	const oncologist = await test.person(riverside, 'primaryOncologist', ['member', 'clinician', 'admin']);
	const coordinator = await test.person(northgate, 'careCoordinator', ['member', 'coordinator']);
	const actor = async (personId: string, caseId: string): Promise<CaseActor> => {
		const found = await caseAccess(test.store.db, personId, caseId, board.now());
		if (!found) throw new Error('not on the case');
		return found;
	};
	const specialist = await test.person(northgate, 'netSpecialist', ['member', 'clinician']);
	const send = async (caseId: string): Promise<string> => {
		const sent = await sendReferral(board, await actor(oncologist, caseId), {
			toCenterId: northgate,
			plannedTreatmentOn: null,
			note: '',
			incompleteReason: 'it is a test',
		});
		return taken(sent).referralId;
	};
	return {
		...test,
		riverside,
		northgate,
		oncologist,
		navigator: await test.person(riverside, 'careCoordinator', ['member', 'coordinator']),
		observer: await test.person(riverside, 'observer'),
		specialist,
		surgeon: await test.person(northgate, 'surgeon', ['member', 'clinician']),
		coordinator,
		stranger: await test.person(lakeside, 'primaryOncologist', ['member', 'clinician', 'admin']),
		async open(values = rossi) {
			const pairs = Object.entries(values).map(([path, value]): [string, Entry] => [path, valueEntry(value)]);
			const by = { personId: oncologist, sessionId: 'test' };
			const made = await createCase(board, by, {
				centerId: riverside,
				entries: Object.fromEntries(pairs),
				prose: { 'question/asked': 'Is she a candidate?' },
			});
			return taken(made).caseId;
		},
		actor,
		send,
		async accepted(caseId) {
			const referralId = await send(caseId);
			taken(await acceptReferral(board, specialist, { referralId, note: '' }));
			return referralId;
		},
	};
}
