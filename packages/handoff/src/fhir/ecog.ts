import { codesIn, systems } from './coding.ts';
import type { Observation } from './observation.ts';

const loincScores: Record<string, string> = {
	'LA9622-7': '0',
	'LA9623-5': '1',
	'LA9624-3': '2',
	'LA9625-0': '3',
	'LA9626-8': '4',
};

type ScoreReading = { ok: true; score: string } | { ok: false; why: string };

/** The ECOG score 0–4 from an integer or a LOINC answer; two that differ, or 5 (dead), are refused. */
export function readEcogScore(observation: Observation): ScoreReading {
	const concepts = [observation.valueCodeableConcept, ...(observation.interpretation ?? [])];
	const answers = concepts
		.flatMap((concept) => codesIn(concept, systems.loinc))
		.map((code) => loincScores[code]);
	const integers = [observation.valueInteger, observation.valueQuantity?.value].filter(
		(one) => one !== undefined,
	);
	const scores = new Set([...answers.filter((one) => one !== undefined), ...integers.map(String)]);
	const [score] = scores;
	if (score === undefined) return { ok: false, why: 'has no score that we can read' };
	if (scores.size > 1)
		return { ok: false, why: `states two different scores (${[...scores].join(', ').slice(0, 40)})` };
	return /^[0-4]$/.test(score)
		? { ok: true, score }
		: { ok: false, why: `has the score ${score.slice(0, 10)}, not 0 to 4` };
}
