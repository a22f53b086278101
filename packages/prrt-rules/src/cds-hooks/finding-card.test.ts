import { describe, expect, test } from 'vitest';
import { readInput, type RulesInput } from '../cli/read-input.ts';
import { evaluate } from '../evaluate.ts';
import type { Finding } from '../finding.ts';
import { goldCases } from '../golden/gold-case.ts';
import { cdsCardSchema } from './card.ts';
import { cardOf, cardsOf } from './finding-card.ts';
import { nonAdherenceSystem } from './override-reasons.ts';

const inputs: RulesInput[] = goldCases('./design.ndjson').flatMap(({ line }) => {
	const reading = readInput(line);
	return reading.ok ? [reading.input] : [];
});
const evaluations = inputs.map((input) => evaluate(input.facts, input));
const source = { label: 'Static CDS Service Example' };

/** In the shape of the examples of the specification 3.0.0, section "CDS Service Response", Example. */
const withLinks = {
	uuid: '4e0a3a1e-3283-4575-ab82-028d55fe2719',
	summary: 'Example Card',
	indicator: 'info',
	detail: 'This is an example card.',
	source: { ...source, url: 'https://example.com', icon: 'https://example.com/img/icon-100px.png' },
	links: [
		{ label: 'Elsewhere', url: 'https://example.org', type: 'absolute' },
		{ label: 'App', url: 'https://smart.example.com/launch', type: 'smart', appContext: '{"session":1}' },
	],
};
const reason = { code: '12354', system: 'http://example.org/reasons', display: 'Contraindicated' };
const withReasons = { summary: 'Another card', indicator: 'warning', source, overrideReasons: [reason] };
const suggestions = [{ label: 'One' }];

describe('a CDS Hooks card', () => {
	test.each([
		['with links', withLinks],
		['with override reasons', withReasons],
	])('[CDS-1] as the specification shows it %s is accepted', (_, card) => {
		expect(cdsCardSchema.safeParse(card).success).toBe(true);
	});
	test.each([
		['a summary of 140 characters', { ...withReasons, summary: 'x'.repeat(140) }, 'summary'],
		['no indicator, as in the example of autolaunchable', { summary: 'x', source }, 'indicator'],
		['an indicator of older drafts', { ...withReasons, indicator: 'success' }, 'indicator'],
		['no source', { summary: 'x', indicator: 'info' }, 'source'],
		[
			'a reason without display (cds-resp-4)',
			{ ...withReasons, overrideReasons: [{ code: '1' }] },
			'overrideReasons.0.display',
		],
		[
			'suggestions without selectionBehavior (cds-resp-6)',
			{ ...withReasons, suggestions },
			'selectionBehavior',
		],
		[
			'appContext on an absolute link (cds-resp-3)',
			{ ...withLinks, links: [{ label: 'x', url: 'https://a.example', type: 'absolute', appContext: '1' }] },
			'links.0.appContext',
		],
	])('[CDS-2] with %s is refused', (_, card, path) => {
		const read = cdsCardSchema.safeParse(card);
		expect(read.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
	});
});

describe('a finding as a card', () => {
	test('[CDS-3] every finding that is not quiet is a card of the specification, the most urgent first', () => {
		for (const evaluation of evaluations) {
			const cards = cardsOf(evaluation);
			expect(cards).toHaveLength(evaluation.findings.filter(({ severity }) => severity !== 'none').length);
			for (const card of cards) expect(cdsCardSchema.parse(card)).toEqual(card);
			const order = cards.map(({ indicator }) => ['critical', 'warning', 'info'].indexOf(indicator));
			expect(order).toEqual([...order].sort());
		}
	});
	test('[CDS-4] it orders nothing and offers the coded reasons for not following it', () => {
		for (const card of evaluations.flatMap(cardsOf)) {
			expect(card.suggestions).toBeUndefined();
			expect(card.links).toBeUndefined();
			expect(card.overrideReasons?.map(({ system }) => system)).toEqual(Array(12).fill(nonAdherenceSystem));
		}
	});
	test('[CDS-5] the same facts give the same uuid, other facts or another day another', () => {
		const finding = evaluations[0]?.findings.find(({ severity }) => severity !== 'none');
		if (!finding) throw new Error('the first gold case is quiet');
		const uuid = (changed: Partial<Finding>) => cardOf({ ...finding, ...changed })?.uuid;
		expect(uuid({ headline: 'other words' })).toBe(uuid({}));
		expect(uuid({ factsFingerprint: '0' })).not.toBe(uuid({}));
		expect(uuid({ asOf: '2030-01-01' })).not.toBe(uuid({}));
		const all = evaluations.flatMap(({ findings }) =>
			findings.map((one) => [`${one.key}|${one.factsFingerprint}|${one.asOf}`, cardOf(one)?.uuid] as const),
		);
		const spoken = new Map(all.filter(([, id]) => id !== undefined));
		expect(new Set(spoken.values()).size).toBeGreaterThan(50);
	});
	test('[CDS-6] what people typed is never markup', () => {
		const finding = evaluations[0]?.findings[0];
		if (!finding) throw new Error('no finding');
		const because = ['<img src=x> [click](http://x.example) **bold** grade 3.'];
		const detail = cardOf({ ...finding, severity: 'info', because })?.detail ?? '';
		expect(detail).toContain('&lt;img src=x&gt; \\[click\\](http://x.example) \\*\\*bold\\*\\* grade 3.');
	});
	test('[CDS-7] a quiet finding is no card', () => {
		const quiet = evaluations[0]?.findings.find(({ severity }) => severity === 'none');
		expect(quiet && cardOf(quiet)).toBeNull();
	});
});
