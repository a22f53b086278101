import { readFileSync } from 'node:fs';

/** A gold case as it lies in a file: what differs from the base case, and its laboratory results. */
interface CompactCase {
	readonly id: string;
	readonly title: string;
	readonly asOf: string;
	readonly policy?: Record<string, unknown>;
	readonly facts: Record<string, unknown>;
	/** A whole panel of the base values on a day, possibly without some analytes, or one result. */
	readonly labs: readonly ({ panel: string; without?: string[] } | Record<string, unknown>)[];
	readonly expected?: Record<string, string>;
	readonly expectedWindows?: Record<string, Record<string, unknown>>;
	readonly expectedDecision?: Record<string, unknown>;
	readonly rationale?: string;
}

/** A gold case in the form that the CLI checks. */
export interface GoldCase {
	readonly id: string;
	readonly title: string;
	/** The line as `rules check` reads it. */
	readonly line: string;
	readonly expected: Record<string, string>;
}

interface Base {
	readonly facts: Record<string, unknown>;
	readonly panel: readonly (Record<string, unknown> & { analyte: string })[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** `patch` laid over `base`: objects are merged, '$absent' takes a key away, everything else replaces. */
function laidOver(base: unknown, patch: unknown): unknown {
	if (!isObject(patch)) return patch;
	const under = isObject(base) ? base : {};
	const merged = { ...under };
	for (const [key, value] of Object.entries(patch)) {
		if (value === '$absent') delete merged[key];
		else merged[key] = laidOver(under[key], value);
	}
	return merged;
}

const textOf = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const base = JSON.parse(textOf('./base.json')) as Base;

const labsOf = (labs: CompactCase['labs']): unknown[] =>
	labs.flatMap((row) => {
		if (!('panel' in row)) return [row];
		const without = Array.isArray(row.without) ? row.without : [];
		return base.panel
			.filter(({ analyte }) => !without.includes(analyte))
			.map((lab) => ({ id: `${lab.analyte}-${String(row.panel)}`, ...lab, collected: row.panel }));
	});

function expanded(compact: CompactCase): GoldCase {
	const { labs, facts, ...rest } = compact;
	const whole = { ...(laidOver(base.facts, facts) as object), labs: labsOf(labs) };
	return {
		id: compact.id,
		title: compact.title,
		line: JSON.stringify({ ...rest, facts: whole }),
		expected: compact.expected ?? {}
	};
}

/** The gold cases of a file beside this module. All patients are invented. */
export function goldCases(file: string): GoldCase[] {
	return textOf(file)
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => expanded(JSON.parse(line) as CompactCase));
}
