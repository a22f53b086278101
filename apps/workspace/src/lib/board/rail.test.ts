import type { Finding } from '@consilium/prrt-rules';
import { evaluate } from '@consilium/prrt-rules';
import { caseFacts, emptyRecord } from '@consilium/case-model';
import { expect, it } from 'vitest';
import type { Override } from '#lib/api/shapes.ts';
import { cardsOf, openFindings, railOf } from './rail.ts';

const { facts } = caseFacts(emptyRecord(), { timeZone: 'America/New_York' });
const evaluation = evaluate(facts, { asOf: '2026-05-11' });
const override = (finding: Finding, factsFingerprint: string): Override => ({
	id: 'o1',
	findingKey: finding.key,
	factsFingerprint,
	headline: finding.headline,
	reason: 'action-completed',
	comment: 'done',
	by: { personId: 'p', name: 'Dr. Demo', centerId: 'c', centerName: 'Northgate' },
	at: new Date(0),
	withdrawn: null,
});

it('[BOARD-UI-18] on an empty case nothing is said to be in order: what cannot be judged is shown as such', () => {
	const open = openFindings(railOf(evaluation, []));
	expect(open.some((one) => one.level === 'cannotTell')).toBe(true);
	expect(open.every((one) => one.finding.severity !== 'none')).toBe(true);
});

it('[BOARD-UI-19] an override of exactly these values sets a finding aside; of other values it has lapsed and the finding speaks', () => {
	const finding = openFindings(railOf(evaluation, []))[0]?.finding;
	if (!finding) throw new Error('no finding');
	const aside = railOf(evaluation, [override(finding, finding.factsFingerprint)]);
	expect(aside.overridden.map((one) => one.finding.key)).toContain(finding.key);
	expect(openFindings(aside).map((one) => one.finding.key)).not.toContain(finding.key);
	const lapsed = openFindings(railOf(evaluation, [override(finding, 'other')])).find(
		(one) => one.finding.key === finding.key,
	);
	expect(lapsed?.lapsed?.id).toBe('o1');
});

it('[BOARD-UI-20] eligibility and the dose are one card each, and the dose decision stands first', () => {
	const cards = cardsOf(railOf(evaluation, []));
	expect(cards[0]?.kind).toBe('dose');
	expect(cards.filter((card) => card.kind === 'eligibility')).toHaveLength(1);
	expect(
		cards.every(
			(card) => card.kind !== 'single' || !['dose', 'eligibility'].includes(card.judged.finding.group),
		),
	).toBe(true);
});
