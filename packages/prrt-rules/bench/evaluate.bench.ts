import { Engine } from 'json-rules-engine';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import type * as FullCase from './full-case.ts';
import type * as Rules from '../src/index.ts';
import { engineRules, healthy as usual, toxicRows as byTable3 } from './table-3.ts';

/** Loaded by Node itself, as the server and the CLI do: Vitest's module runner puts a getter before every import. */
const native = createRequire(import.meta.url);
const { catalogue, evaluate } = native('../src/index.ts') as typeof Rules;
const { fullCase, fullCaseAsOf } = native('./full-case.ts') as typeof FullCase;
const [healthy, toxicRows] = [usual, byTable3];
const facts = fullCase();
const engine = new Engine(engineRules);
const looks = new Set(facts.labs.map(({ collected }) => collected)).size;

test('[BENCH-RULES-1] all rules on a full case, beside the thresholds of Table 3 alone', async ({
	bench,
}) => {
	expect(evaluate(facts, { asOf: fullCaseAsOf }).decisions.nextDose).toMatchObject({ action: 'give-7.4' });
	expect(looks).toBe(24);
	expect((await engine.run({ ...healthy, platelets: 62 })).events.map(({ type }) => type)).toEqual(
		toxicRows({ ...healthy, platelets: 62 }),
	);
	let toxic = 0;
	const result = await bench.compare(
		bench('all rules', () => void evaluate(facts, { asOf: fullCaseAsOf })),
		bench('json-rules-engine, five thresholds, one look', async () => void (await engine.run(healthy))),
		bench('json-rules-engine, five thresholds, every look', async () => {
			for (let look = 0; look < looks; look += 1) await engine.run(healthy);
		}),
		bench('by hand, five thresholds, every look', () => {
			for (let look = 0; look < looks; look += 1)
				toxic += toxicRows({ ...healthy, platelets: 60 + look }).length;
		}),
	);
	expect(toxic).toBeGreaterThan(0);
	const median = (name: Parameters<typeof result.get>[0]): number => result.get(name).latency.p50 * 1000;
	const ours = median('all rules');
	const engineOnce = median('json-rules-engine, five thresholds, one look');
	const engineAll = median('json-rules-engine, five thresholds, every look');
	const byHand = median('by hand, five thresholds, every look');
	const perRule = ours / catalogue.length;
	console.log(
		[
			`all ${catalogue.length} rules on ${facts.labs.length} results of ${looks} dates: ${ours.toFixed(0)} µs, ${perRule.toFixed(2)} µs a rule`,
			`json-rules-engine, one look: ${engineOnce.toFixed(0)} µs, ${(engineOnce / engineRules.length).toFixed(2)} µs a rule: ${(engineOnce / engineRules.length / perRule).toFixed(1)} times ours`,
			`json-rules-engine, every look: ${engineAll.toFixed(0)} µs, ${(engineAll / engineRules.length).toFixed(1)} µs a rule: ${(engineAll / engineRules.length / perRule).toFixed(1)} times ours`,
			`by hand, every look: ${byHand.toFixed(2)} µs: ${(ours / byHand).toFixed(0)} times faster than all rules`,
		].join('\n'),
	);
});
