import { en } from 'zod/locales';
import { z } from 'zod/mini';
import { plainNumber } from './decimal.ts';

/** The closed list of units (UCUM codes). A unit outside it is refused at the edge, never guessed. */
export const units = [
	'10*9/L',
	'10*3/uL',
	'/mm3',
	'/uL',
	'g/L',
	'g/dL',
	'mmol/L',
	'mg/dL',
	'umol/L',
	'%',
	'U/L',
	'{INR}',
	'kg',
	'g',
	'[lb_av]',
	'GBq',
	'MBq',
	'mCi',
	'mg',
	'ug',
	'/(2.mm2)',
	'/(10.HPF)',
] as const;
export type Unit = (typeof units)[number];

export const comparators = ['<', '<=', '>=', '>'] as const;
export type Comparator = (typeof comparators)[number];

export const isUnit = (value: unknown): value is Unit => units.some((unit) => unit === value);
export const isComparator = (value: unknown): value is Comparator =>
	comparators.some((comparator) => comparator === value);

const shownUnits: Record<Unit, string> = {
	'10*9/L': '×10⁹/L',
	'10*3/uL': '×10³/µL',
	'/mm3': '/mm³',
	'/uL': '/µL',
	'g/L': 'g/L',
	'g/dL': 'g/dL',
	'mmol/L': 'mmol/L',
	'mg/dL': 'mg/dL',
	'umol/L': 'µmol/L',
	'%': '%',
	'U/L': 'U/L',
	'{INR}': 'INR',
	kg: 'kg',
	g: 'g',
	'[lb_av]': 'lb',
	GBq: 'GBq',
	MBq: 'MBq',
	mCi: 'mCi',
	mg: 'mg',
	ug: 'µg',
	'/(2.mm2)': 'per 2 mm²',
	'/(10.HPF)': 'per 10 HPF',
};

/** The unit as people read it: '10*9/L' is shown as '×10⁹/L'. */
export const unitLabel = (unit: Unit): string => shownUnits[unit];

// The small build of zod, which browsers get, brings no words of its own for what it refuses.
z.config(en());

const unitSchema = z.enum(units, {
	error: (issue) => `unknown unit ${JSON.stringify(issue.input)}: known units are ${units.join(' ')}`,
});

/** A measured value. An absent unit means that the unit is not known; it is never filled in. */
export const quantitySchema = z.strictObject({
	value: z.number(),
	unit: z.optional(unitSchema),
	comparator: z.optional(z.enum(comparators)),
});
export type Quantity = z.infer<typeof quantitySchema>;

const shownComparators: Record<Comparator, string> = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' };

/** As recorded: '<3 %', '74.9 ×10⁹/L', '5 (no unit)'. Never converted, never rounded below nine digits. */
export function formatQuantity(quantity: Quantity): string {
	const sign = quantity.comparator ? shownComparators[quantity.comparator] : '';
	const unit = quantity.unit ? unitLabel(quantity.unit) : '(no unit)';
	return `${sign}${plainNumber(quantity.value)} ${unit}`;
}
