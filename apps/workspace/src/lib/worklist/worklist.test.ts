import { describe, expect, test } from 'vitest';
import type { CaseRow } from '#lib/api/shapes.ts';
import { courtOf } from './court.ts';
import { elapsed } from './elapsed.ts';
import { filterHref, passes, readFilter, speaksOf } from './filter.ts';
import { grouped, placeOf } from './group.ts';
import { holdOrder } from './held-list.ts';

const at = { mine: new Set(['north']), today: '2026-05-12' };

function row(over: Partial<CaseRow> = {}): CaseRow {
	return {
		caseId: 'c1',
		patient: {
			familyName: 'Rossi',
			givenName: 'Zoë',
			birthDate: '1961-03-14',
			sex: 'female',
			mrn: '447 122 8',
		},
		stage: 'draft',
		originCenter: { id: 'river', name: 'Riverside' },
		sharedWith: [],
		question: 'Continue to cycle 3?',
		waitingOn: null,
		findings: { critical: 0, warning: 0, cannotTell: 0 },
		nextDoseAt: null,
		openThreads: 0,
		myRole: 'careCoordinator',
		updatedAt: new Date('2026-05-12T10:00:00.000Z'),
		...over,
	};
}
const court = (centerId: string) => ({
	centerId,
	centerName: centerId,
	since: new Date('2026-05-10T10:00:00.000Z'),
});

describe('groups', () => {
	test('[WL-1] a case in the reader’s court needs action, one in another court waits', () => {
		const referred = { stage: 'referred' as const };
		expect(placeOf(row({ ...referred, waitingOn: court('north') }), at)).toEqual({
			group: 'ours',
			why: 'Answer the referral',
		});
		expect(placeOf(row({ ...referred, waitingOn: court('river') }), at).group).toBe('theirs');
	});
	test('[WL-13] a center that simply has the patient owes no answer: its case is not in its court for months', () => {
		const treated = row({ stage: 'in-treatment', waitingOn: court('north') });
		expect(placeOf(treated, at).group).toBe('treatment');
		expect(courtOf(treated, { mine: at.mine, now: 0 })).toMatchObject({ label: 'With', since: '' });
	});
	test('[WL-2] a stop finding asks for action only when a dose is near', () => {
		const stop = { critical: 1, warning: 0, cannotTell: 0 };
		expect(placeOf(row({ findings: stop, nextDoseAt: '2026-05-25' }), at).group).toBe('ours');
		expect(placeOf(row({ findings: stop, nextDoseAt: '2026-07-25' }), at).group).toBe('scheduled');
		expect(placeOf(row({ findings: stop }), at).group).toBe('preparing');
	});
	test('[WL-3] a declined or closed case never asks for action', () => {
		expect(placeOf(row({ stage: 'closed', waitingOn: court('north') }), at).group).toBe('closed');
		expect(placeOf(row({ stage: 'declined', waitingOn: court('north') }), at).group).toBe('closed');
	});
	test('[WL-4] inside a group stop findings come first, then the nearest dose', () => {
		const list = grouped(
			[
				row({ caseId: 'late', stage: 'referred', waitingOn: court('north'), nextDoseAt: '2026-06-20' }),
				row({ caseId: 'soon', stage: 'referred', waitingOn: court('north'), nextDoseAt: '2026-05-20' }),
				row({
					caseId: 'stop',
					stage: 'referred',
					waitingOn: court('north'),
					findings: { critical: 1, warning: 0, cannotTell: 0 },
				}),
			],
			at,
		);
		expect(list.map((group) => group.id)).toEqual(['ours']);
		expect(list[0]?.rows.map((item) => item.row.caseId)).toEqual(['stop', 'soon', 'late']);
	});
});

describe('filters', () => {
	test('[WL-5] a filter survives the address, and unknown words in it are ignored', () => {
		const href = filterHref({ court: 'ours', stop: true, stage: 'referred', closed: true });
		expect(readFilter(new URLSearchParams(href.slice(2)))).toEqual({
			court: 'ours',
			stop: true,
			stage: 'referred',
			closed: true,
		});
		expect(filterHref(readFilter(new URLSearchParams('stage=constructor&court=x&findings=all')))).toBe('/');
	});
	test('[WL-6] the search reads names without their accents, and every word must be found', () => {
		expect(speaksOf(row(), 'rossi, zoe')).toBe(true);
		expect(speaksOf(row(), '447 cycle')).toBe(true);
		expect(speaksOf(row(), 'rossi anna')).toBe(false);
		expect(speaksOf(row(), '')).toBe(true);
	});
	test('[WL-7] closed cases are hidden until they are asked for', () => {
		const none = readFilter(new URLSearchParams());
		expect(passes(row({ stage: 'closed' }), none, at.mine)).toBe(false);
		expect(passes(row({ stage: 'closed' }), { ...none, closed: true }, at.mine)).toBe(true);
		expect(passes(row({ stage: 'declined' }), { ...none, stage: 'declined' }, at.mine)).toBe(true);
	});
	test('[WL-12] a case that could not be judged is never taken for one without a stop', () => {
		const stopOnly = readFilter(new URLSearchParams('findings=stop'));
		expect(passes(row({ findings: null }), stopOnly, at.mine)).toBe(true);
		expect(passes(row(), stopOnly, at.mine)).toBe(false);
	});
	test('[WL-8] a case that waits on nobody is in neither court', () => {
		const none = readFilter(new URLSearchParams());
		expect(passes(row(), { ...none, court: 'ours' }, at.mine)).toBe(false);
		expect(passes(row(), { ...none, court: 'theirs' }, at.mine)).toBe(false);
	});
});

describe('live updates', () => {
	const row9 = (caseId: string, over: Partial<CaseRow> = {}) => row({ caseId, ...over });
	const idsOf = (groups: { rows: { row: CaseRow }[] }[]) =>
		groups.flatMap((group) => group.rows.map((item) => item.row.caseId));

	test('[WL-9] words change in place but no row comes, goes or moves by itself', () => {
		const shown = grouped([row9('a'), row9('b'), row9('gone')], at);
		const fresh = [
			row9('new'),
			row9('b', { stage: 'referred', waitingOn: court('north') }),
			row9('a', { openThreads: 2 }),
		];
		const held = holdOrder(shown, fresh, at);
		expect(idsOf(held.groups)).toEqual(['a', 'b', 'gone']);
		expect(held.groups[0]?.rows[0]?.row.openThreads).toBe(2);
		expect(held.groups[0]?.rows[1]?.row.waitingOn?.centerId).toBe('north');
		expect(held.waiting).toBe(3);
	});
	test('[WL-11] a new stop finding is shown at once although its row may not move yet', () => {
		const shown = grouped([row9('a'), row9('b')], at);
		const stop = { critical: 1, warning: 0, cannotTell: 0 };
		const held = holdOrder(shown, [row9('a'), row9('b', { findings: stop })], at);
		expect(idsOf(held.groups)).toEqual(['a', 'b']);
		expect(held.groups[0]?.rows[1]?.row.findings?.critical).toBe(1);
		expect(held.waiting).toBe(1);
	});
});

test('[WL-10] elapsed time is said in the unit that fits', () => {
	expect(elapsed(0, 30_000)).toBe('just now');
	expect(elapsed(0, 25 * 60_000)).toBe('25 min');
	expect(elapsed(0, 47 * 3_600_000)).toBe('47 h');
	expect(elapsed(0, 50 * 3_600_000)).toBe('2 d');
});
