import {
	canonicalOf,
	formatQuantity,
	isComparator,
	isUnit,
	unitLabel,
	type Measurable,
	type Quantity,
	type Unit,
} from '@consilium/case-model';
import { systems } from './coding.ts';
import type { FhirQuantity } from './elements.ts';

export type QuantityReading = { ok: true; quantity: Quantity } | { ok: false; why: string };

const no = (why: string): QuantityReading => ({ ok: false, why });

function unitOf(raw: FhirQuantity): { ok: true; unit: Unit } | { ok: false; why: string } {
	const { code, system, unit } = raw;
	if (code === undefined && unit === undefined) return { ok: false, why: 'has no unit' };
	const written = (code ?? unit ?? '').slice(0, 40);
	if (code === undefined || system !== systems.ucum)
		return { ok: false, why: `has a unit without UCUM code (“${written}”): it is not guessed` };
	return isUnit(code)
		? { ok: true, unit: code }
		: { ok: false, why: `has a unit that is not in our list: “${written}”` };
}

function whyNotUsable(quantity: Quantity, what: Measurable): string | null {
	const canonical = canonicalOf(what, quantity, true);
	if (canonical.ok) return null;
	const shown = formatQuantity(quantity);
	if (canonical.reason === 'unit') return `${shown}: that is not a unit of ${what.label.toLowerCase()}`;
	const { low, high } = what.plausible;
	return `${shown} is outside ${low}–${high} ${unitLabel(what.canonical)}, the range a person can have`;
}

/** A FHIR quantity as ours, or the plain reason why not: unit in UCUM and in our list, plausible, comparator kept. */
export function readQuantity(raw: FhirQuantity, what: Measurable): QuantityReading {
	if (raw.value === undefined) return no('has no value');
	const unit = unitOf(raw);
	if (!unit.ok) return no(unit.why);
	const { comparator } = raw;
	if (comparator !== undefined && !isComparator(comparator))
		return no(`has the comparator “${comparator.slice(0, 10)}”`);
	const quantity: Quantity = {
		value: raw.value,
		unit: unit.unit,
		...(comparator === undefined ? {} : { comparator }),
	};
	const why = whyNotUsable(quantity, what);
	return why === null ? { ok: true, quantity } : no(why);
}
