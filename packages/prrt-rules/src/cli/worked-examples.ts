import { isInstant, unitLabel, units } from '@consilium/case-model';
import { moment } from '../chart/words.ts';
import { evaluate } from '../evaluate.ts';
import type { Finding, Window } from '../finding.ts';
import { goldCases, type GoldCase } from '../golden/gold-case.ts';
import { ruleSet } from '../rule-set.ts';
import { whatWouldChange } from '../what-if/what-would-change.ts';
import { readInput, type RulesInput } from './read-input.ts';

/** Gold cases of different groups, each for what it teaches. */
const chosen: readonly (readonly [id: string, teaches: string])[] = [
	['GR-08', 'two measures of one tumor disagree; the higher one decides'],
	['EL-41', 'two limbs that count only together'],
	['SS-16', 'two bounds at once; the later one counts'],
	['SQ-03', 'toxicity that resolved, and what is left of it'],
	['RN-15', 'no longer toxic is not yet back at baseline'],
	['HP-08', 'the rule says what it would have to know'],
	['NH-11', 'the label is stricter than the article'],
	['IN-13', 'a minute counts where clock times are known'],
	['FU-26', 'monitoring after the course'],
	['IM-05', 'the first study after treatment, and too early as well'],
];

const windowWords: Readonly<Record<keyof Window, string>> = {
	dueOn: 'due on',
	windowStart: 'window from',
	windowEnd: 'window through',
	validThrough: 'valid through',
	earliestDose: 'earliest dose',
	earliest: 'earliest',
	through: 'through',
	limit: 'limit',
	notBefore: 'not before',
};

const windowText = (window: Window): string =>
	Object.entries(windowWords)
		.flatMap(([name, words]) => {
			const [, when] = Object.entries(window).find(([key]) => key === name) ?? [];
			return when === undefined ? [] : [`${words} ${moment(when)}`];
		})
		.join(', ');

const bullets = (title: string, lines: readonly string[]): string[] =>
	lines.length === 0 ? [] : [`${title}:`, '', ...lines.map((line) => `- ${line}`), ''];

function evidenceText({ label, value, unit, canonical, at, used }: Finding['evidence'][number]): string {
	const known = units.find((one) => one === unit);
	const shown =
		canonical ?? [value, known ? unitLabel(known) : unit].filter((part) => part !== undefined).join(' ');
	const same = value === at;
	const dated = at === undefined || same ? '' : ` (${moment(at)})`;
	return `${label}: ${same && at !== undefined ? moment(at) : shown}${dated}${used === 'decisive' ? '' : `, ${used}`}`;
}

function findingSection(finding: Finding, input: RulesInput): string[] {
	const { source, window, alternateReading } = finding;
	const change = whatWouldChange(input.facts, input, finding.key);
	const dates = window ? windowText(window) : '';
	return [
		`### ${finding.key}: ${finding.status}`,
		'',
		`**${finding.headline}**`,
		'',
		...bullets('Because', finding.because),
		...bullets('Rests on', finding.evidence.map(evidenceText)),
		...bullets(
			'Would have to be known',
			finding.missing.map(({ need, reason, askRole }) => `${need} (${reason}; ask: ${askRole})`),
		),
		...bullets('Until', finding.until ?? []),
		...(dates === '' ? [] : [`Dates: ${dates}.`, '']),
		...(change
			? [`Would be "${change.status}" with: ${change.changes.map(({ says }) => says).join('; ')}.`, '']
			: []),
		...(alternateReading
			? [`Read otherwise (${alternateReading.ambiguity}): ${alternateReading.detail}`, '']
			: []),
		`Source: ${source.kind === 'paper' ? 'article' : source.kind}, ${source.section}.${source.quote ? ` “${source.quote}”` : ''}`,
		'',
	];
}

function decisionText(input: RulesInput): string {
	const { eligibility, nextDose } = evaluate(input.facts, input).decisions;
	const until = nextDose.until?.length ? `; until: ${nextDose.until.join('; ')}` : '';
	const bound = nextDose.notBefore === undefined ? '' : `, not before ${moment(nextDose.notBefore)}`;
	return `Eligibility: ${eligibility}. Next dose: ${nextDose.action}${nextDose.reescalation ? ' (re-escalation)' : ''}${bound}${until}.`;
}

function caseSection(gold: GoldCase, teaches: string): string[] {
	const reading = readInput(gold.line);
	if (!reading.ok) throw new Error(`the gold case ${gold.id} does not read`);
	const { input } = reading;
	const { findings } = evaluate(input.facts, input);
	const doses = input.facts.doses.map((dose) => `${dose.n} on ${moment(dose.infusionStart)}`);
	const planned = input.facts.plan.nextDoseAt;
	return [
		`## ${gold.id}: ${gold.title}`,
		'',
		`${teaches[0]?.toUpperCase() ?? ''}${teaches.slice(1)}.`,
		'',
		`Judged as of ${moment(input.asOf)}${isInstant(input.asOf) ? ' (local time)' : ''}. Doses given: ${doses.length === 0 ? 'none' : doses.join(', ')}. Next dose planned: ${planned === null ? 'none' : moment(planned)}.`,
		'',
		decisionText(input),
		'',
		...findings
			.filter(({ key }) => key in gold.expected)
			.flatMap((finding) => findingSection(finding, input)),
	];
}

/** Ten gold cases with everything that is said about what they assert, as a Markdown page. */
export function workedExamplesPage(): string {
	const all = goldCases('./design.ndjson');
	const sections = chosen.flatMap(([id, teaches]) => {
		const gold = all.find((one) => one.id === id);
		if (!gold) throw new Error(`there is no gold case ${id}`);
		return caseSection(gold, teaches);
	});
	return [
		'# Worked examples',
		'',
		`Rule set ${ruleSet.id} ${ruleSet.version}, ${ruleSet.status}: no clinician has signed it. All patients are invented. Written by \`pnpm rules examples\`; do not edit.`,
		'',
		...sections,
	].join('\n');
}
