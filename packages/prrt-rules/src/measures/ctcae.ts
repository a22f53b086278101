import {
	decimal,
	isAbove,
	isBelow,
	times,
	toNumber,
	type Analyte,
	type Decimal,
	type Unit,
	analyteEntry,
} from '@consilium/case-model';

export type CtcaeVersion = '5.0' | '6.0';
export type ToxicityGrade = 0 | 1 | 2 | 3 | 4;

/** Reference limits of one result, in the canonical unit. */
export interface Reference {
	readonly low?: Decimal;
	readonly high?: Decimal;
}

type Cut = number | 'LLN' | { readonly xUln: number };

/** A term: cut-offs of grades 1 to 4 (null: that grade has no number), and the side on which they are crossed. */
interface Term {
	readonly side: 'below' | 'above';
	readonly cuts: readonly [Cut | null, Cut | null, Cut | null, Cut | null];
}

const v5: Partial<Record<Analyte, Term>> = {
	platelets: { side: 'below', cuts: ['LLN', 75, 50, 25] },
	neutrophils: { side: 'below', cuts: ['LLN', 1.5, 1, 0.5] },
	hemoglobin: { side: 'below', cuts: ['LLN', 100, 80, null] },
	leukocytes: { side: 'below', cuts: ['LLN', 3, 2, 1] },
	lymphocytes: { side: 'below', cuts: ['LLN', 0.8, 0.5, 0.2] },
	albumin: { side: 'below', cuts: ['LLN', 30, 20, null] },
	bilirubin: { side: 'above', cuts: [{ xUln: 1 }, { xUln: 1.5 }, { xUln: 3 }, { xUln: 10 }] },
	ast: { side: 'above', cuts: [{ xUln: 1 }, { xUln: 3 }, { xUln: 5 }, { xUln: 20 }] },
	alt: { side: 'above', cuts: [{ xUln: 1 }, { xUln: 3 }, { xUln: 5 }, { xUln: 20 }] },
	creatinine: { side: 'above', cuts: [{ xUln: 1 }, { xUln: 1.5 }, { xUln: 3 }, { xUln: 6 }] },
};

/** v6.0 as read in RULES §2.1; it no longer lists a decreased lymphocyte count. */
const v6: Partial<Record<Analyte, Term>> = {
	...v5,
	platelets: { side: 'below', cuts: ['LLN', 75, 50, 10] },
	neutrophils: { side: 'below', cuts: [1.5, 1, 0.5, 0.1] },
	lymphocytes: undefined,
};

const termOf = (analyte: Analyte, version: CtcaeVersion): Term | undefined =>
	(version === '5.0' ? v5 : v6)[analyte];

function cutValue(cut: Cut | null, reference: Reference): Decimal | null {
	if (cut === null) return null;
	if (cut === 'LLN') return reference.low ?? null;
	if (typeof cut === 'number') return decimal(cut);
	return reference.high ? times(decimal(cut.xUln), reference.high) : null;
}

const crosses = (term: Term, value: Decimal, cut: Decimal): boolean =>
	term.side === 'below' ? isBelow(value, cut) : isAbove(value, cut);

/**
 * The toxicity grade by number of an exact canonical value. Null when the version has no such term or
 * when the reference limit that decides is not known. Clinical grades (anemia grade 4) are never given.
 */
export function toxicityGrade(
	analyte: Analyte,
	value: Decimal,
	version: CtcaeVersion,
	reference: Reference = {},
): ToxicityGrade | null {
	const term = termOf(analyte, version);
	if (!term) return null;
	for (const grade of [4, 3, 2, 1] as const) {
		const cut = term.cuts[grade - 1] ?? null;
		const limit = cutValue(cut, reference);
		if (limit && crosses(term, value, limit)) return grade;
		if (cut !== null && limit === null) return null;
	}
	return 0;
}

/** The canonical value at which a grade begins: below it (counts) or above it. Null when it has no fixed number. */
export function gradeLimit(analyte: Analyte, grade: 1 | 2 | 3 | 4, version: CtcaeVersion): Decimal | null {
	const cut = termOf(analyte, version)?.cuts[grade - 1];
	return typeof cut === 'number' ? decimal(cut) : null;
}

/** A line for a lab plot. `value` is in the canonical unit `unit`. */
export interface CtcaeLine {
	readonly toxicityGrade: 1 | 2 | 3 | 4;
	readonly value: number;
	readonly unit: Unit;
	readonly side: 'below' | 'above';
	readonly label: string;
}

/** The lines of a lab plot: where each toxicity grade begins. Lines that need an unknown reference limit are left out. */
export function ctcaeLines(
	analyte: Analyte,
	version: CtcaeVersion,
	ref?: { low?: number; high?: number },
): CtcaeLine[] {
	const term = termOf(analyte, version);
	if (!term) return [];
	const reference: Reference = {
		...(ref?.low === undefined ? {} : { low: decimal(ref.low) }),
		...(ref?.high === undefined ? {} : { high: decimal(ref.high) }),
	};
	const sign = term.side === 'below' ? '<' : '>';
	return ([1, 2, 3, 4] as const).flatMap((grade) => {
		const limit = cutValue(term.cuts[grade - 1] ?? null, reference);
		if (!limit) return [];
		const value = toNumber(limit);
		return [
			{
				toxicityGrade: grade,
				value,
				unit: analyteEntry(analyte).canonical,
				side: term.side,
				label: `G${grade} ${sign}${value} (CTCAE ${version})`,
			},
		];
	});
}
