import { compareDecimals, decimal, over, times, type Decimal } from './decimal.ts';
import type { Quantity, Unit } from './quantity.ts';

/** How a unit becomes the canonical one: multiply, or divide where the factor is the exact divisor. */
type Conversion = { readonly times: number } | { readonly over: number };

/** Something measured: its canonical unit, the units it may come in and the range a person can have. */
export interface Measurable {
	readonly label: string;
	readonly canonical: Unit;
	readonly accepted: Readonly<Partial<Record<Unit, Conversion>>>;
	/** In the canonical unit, both ends included. Outside it a value is a slip until someone confirms it. */
	readonly plausible: { readonly low: number; readonly high: number };
}

/** A laboratory analyte of the closed table. */
export interface AnalyteEntry extends Measurable {
	readonly short: string;
	readonly loinc: readonly string[];
}

const same: Conversion = { times: 1 };
const counts = { '10*9/L': same, '10*3/uL': same, '/mm3': { over: 1000 }, '/uL': { over: 1000 } } as const;
const enzyme = { 'U/L': same } as const;

/** Every analyte the rules and the board know. Factors: RULES §2.1; LOINC codes: RULES §3.3. */
export const analytes = {
	platelets: {
		label: 'Platelets',
		short: 'Plt',
		loinc: ['777-3'],
		canonical: '10*9/L',
		accepted: counts,
		plausible: { low: 1, high: 3000 },
	},
	hemoglobin: {
		label: 'Hemoglobin',
		short: 'Hb',
		loinc: ['718-7'],
		canonical: 'g/L',
		accepted: { 'g/L': same, 'g/dL': { times: 10 }, 'mmol/L': { times: 16.114 } },
		plausible: { low: 20, high: 250 },
	},
	neutrophils: {
		label: 'Neutrophils',
		short: 'ANC',
		loinc: ['751-8', '26499-4', '753-4'],
		canonical: '10*9/L',
		accepted: counts,
		plausible: { low: 0, high: 200 },
	},
	leukocytes: {
		label: 'Leukocytes',
		short: 'WBC',
		loinc: ['6690-2'],
		canonical: '10*9/L',
		accepted: counts,
		plausible: { low: 0, high: 500 },
	},
	lymphocytes: {
		label: 'Lymphocytes',
		short: 'Lymph',
		loinc: ['731-0'],
		canonical: '10*9/L',
		accepted: counts,
		plausible: { low: 0, high: 400 },
	},
	creatinine: {
		label: 'Creatinine',
		short: 'Crea',
		loinc: ['2160-0', '14682-9', '77140-2'],
		canonical: 'mg/dL',
		accepted: { 'mg/dL': same, 'umol/L': { over: 88.4 } },
		plausible: { low: 0.1, high: 30 },
	},
	bun: {
		label: 'Blood urea nitrogen',
		short: 'BUN',
		loinc: ['3094-0'],
		canonical: 'mg/dL',
		accepted: { 'mg/dL': same, 'mmol/L': { times: 2.8 } },
		plausible: { low: 1, high: 300 },
	},
	albumin: {
		label: 'Albumin',
		short: 'Alb',
		loinc: ['1751-7'],
		canonical: 'g/L',
		accepted: { 'g/L': same, 'g/dL': { times: 10 } },
		plausible: { low: 8, high: 70 },
	},
	alp: {
		label: 'Alkaline phosphatase',
		short: 'ALP',
		loinc: ['6768-6'],
		canonical: 'U/L',
		accepted: enzyme,
		plausible: { low: 1, high: 10000 },
	},
	ast: {
		label: 'Aspartate aminotransferase',
		short: 'AST',
		loinc: ['1920-8'],
		canonical: 'U/L',
		accepted: enzyme,
		plausible: { low: 1, high: 50000 },
	},
	alt: {
		label: 'Alanine aminotransferase',
		short: 'ALT',
		loinc: ['1742-6'],
		canonical: 'U/L',
		accepted: enzyme,
		plausible: { low: 1, high: 50000 },
	},
	bilirubin: {
		label: 'Total bilirubin',
		short: 'Bili',
		loinc: ['1975-2', '14631-6'],
		canonical: 'mg/dL',
		accepted: { 'mg/dL': same, 'umol/L': { over: 17.1 } },
		plausible: { low: 0.04, high: 60 },
	},
	prothrombinRatio: {
		label: 'Prothrombin ratio',
		short: 'PR',
		loinc: ['5894-1'],
		canonical: '%',
		accepted: { '%': same },
		plausible: { low: 4, high: 200 },
	},
	inr: {
		label: 'INR',
		short: 'INR',
		loinc: ['6301-6'],
		canonical: '{INR}',
		accepted: { '{INR}': same },
		plausible: { low: 0.5, high: 25 },
	},
} as const satisfies Record<string, AnalyteEntry>;

export type Analyte = keyof typeof analytes;

/** All analyte ids, in the order of the table. */
export const analyteIds = Object.keys(analytes) as [Analyte, ...Analyte[]];
export const isAnalyte = (value: unknown): value is Analyte => analyteIds.some((id) => id === value);
export const analyteEntry = (id: Analyte): AnalyteEntry => analytes[id];

/** The analyte that a LOINC code names, or null for a code we do not take in. */
export const analyteOfLoinc = (code: string): Analyte | null =>
	analyteIds.find((id) => analyteEntry(id).loinc.includes(code)) ?? null;

/** What else is measured in a case, with its units and plausible range. */
export const measurables = {
	weight: {
		label: 'Body weight',
		canonical: 'kg',
		accepted: { kg: same, g: { over: 1000 }, '[lb_av]': { times: 0.45359237 } },
		plausible: { low: 20, high: 350 },
	},
	activity: {
		label: 'Administered activity',
		canonical: 'GBq',
		accepted: { GBq: same, MBq: { over: 1000 }, mCi: { times: 0.037 } },
		plausible: { low: 0.5, high: 15 },
	},
	ki67: { label: 'Ki-67 index', canonical: '%', accepted: { '%': same }, plausible: { low: 0, high: 100 } },
	mitoses: {
		label: 'Mitotic rate',
		canonical: '/(2.mm2)',
		accepted: { '/(2.mm2)': same },
		plausible: { low: 0, high: 500 },
	},
	ssaDose: {
		label: 'Somatostatin analog dose',
		canonical: 'mg',
		accepted: { mg: same, ug: { over: 1000 } },
		plausible: { low: 0.01, high: 240 },
	},
} as const satisfies Record<string, Measurable>;
export type MeasurableName = keyof typeof measurables;

/** Why a recorded quantity cannot be used as a number. */
export type Unusable = 'no-unit' | 'unit' | 'implausible' | 'comparator';
export type Canonical =
	{ readonly ok: true; readonly value: Decimal } | { readonly ok: false; readonly reason: Unusable };

function converted(value: number, conversion: Conversion): Decimal {
	const exact = decimal(value);
	if (conversion === same) return exact;
	return 'times' in conversion
		? times(exact, decimal(conversion.times))
		: over(exact, decimal(conversion.over));
}

/** How far from a limit, relatively, a comparison of JavaScript numbers is beyond doubt. */
const surely = 1e-6;

/** True when the value is so clearly inside the range that no rounding could put it outside. */
function surelyInside(
	value: number,
	conversion: Conversion,
	{ low, high }: Measurable['plausible'],
): boolean {
	const near = 'times' in conversion ? value * conversion.times : value / conversion.over;
	return near > low * (1 + surely) && near < high * (1 - surely);
}

function plausible(value: Decimal, { low, high }: Measurable['plausible']): boolean {
	return compareDecimals(value, decimal(low)) >= 0 && compareDecimals(value, decimal(high)) <= 0;
}

/**
 * The quantity in the canonical unit as an exact number, or the reason why it is none. A censored value
 * ('<3') has its bound checked like any other, then is refused as 'comparator' unless `censored` asks for the bound.
 */
export function canonicalOf(what: Measurable, quantity: Quantity, censored = false): Canonical {
	if (!quantity.unit) return { ok: false, reason: 'no-unit' };
	const conversion = what.accepted[quantity.unit];
	if (!conversion) return { ok: false, reason: 'unit' };
	const value = converted(quantity.value, conversion);
	if (!surelyInside(quantity.value, conversion, what.plausible) && !plausible(value, what.plausible))
		return { ok: false, reason: 'implausible' };
	return quantity.comparator && !censored ? { ok: false, reason: 'comparator' } : { ok: true, value };
}

/** `canonicalOf` for a laboratory analyte. */
export const toCanonical = (analyte: Analyte, quantity: Quantity): Canonical =>
	canonicalOf(analytes[analyte], quantity);

/** `canonicalOf` for weight, activity, Ki-67, mitoses or an SSA dose. */
export const measured = (name: MeasurableName, quantity: Quantity): Canonical =>
	canonicalOf(measurables[name], quantity);
