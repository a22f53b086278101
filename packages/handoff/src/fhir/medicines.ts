import { compareDecimals, decimal, measured, type Quantity } from '@consilium/case-model';
import { codesIn, hasCode, systems } from './coding.ts';
import type { Concept } from './elements.ts';

/** Lutetium Lu 177 dotatate: RxNorm 1999682 and 1999687, ATC V10XX04, NDC 69488-003. */
export function isLutetiumDotatate(medicine: Concept): boolean {
	const ndc = codesIn(medicine, systems.ndc).some(
		(code) => code === '69488-003' || code.startsWith('69488-003-'),
	);
	return (
		ndc ||
		hasCode(medicine, systems.rxnorm, ['1999682', '1999687']) ||
		hasCode(medicine, systems.atc, ['V10XX04'])
	);
}

/** The somatostatin analog that an ATC code names. RxNorm codes of analogs are not hard-coded: none was verified. */
export function analogOf(atc: readonly string[]): 'octreotide' | 'lanreotide' | undefined {
	if (atc.includes('H01CB02')) return 'octreotide';
	return atc.includes('H01CB03') ? 'lanreotide' : undefined;
}

const routes: Record<string, 'IM' | 'SC' | 'IV'> = { '78421000': 'IM', '34206005': 'SC', '47625008': 'IV' };

/** The route that a SNOMED CT code names. */
export function routeOf(route: Concept | undefined): 'IM' | 'SC' | 'IV' | undefined {
	return codesIn(route, systems.snomed)
		.map((code) => routes[code])
		.find((one) => one !== undefined);
}

function between(quantity: Quantity, low: number, high: number): boolean {
	const dose = measured('ssaDose', quantity);
	if (!dose.ok) return false;
	return compareDecimals(dose.value, decimal(low)) >= 0 && compareDecimals(dose.value, decimal(high)) <= 0;
}

/**
 * Long- or short-acting, only where route and dose leave no doubt: octreotide 10–60 mg IM is the depot, up to 1.5 mg
 * SC or IV is not; lanreotide 60–120 mg is the depot.
 */
export function longOrShort(
	agent: 'octreotide' | 'lanreotide',
	dose: Quantity,
	route: 'IM' | 'SC' | 'IV' | undefined,
): 'long-acting' | 'short-acting' | undefined {
	if (agent === 'lanreotide') return route !== 'IV' && between(dose, 60, 120) ? 'long-acting' : undefined;
	if (route === 'IM' && between(dose, 10, 60)) return 'long-acting';
	return (route === 'SC' || route === 'IV') && between(dose, 0.01, 1.5) ? 'short-acting' : undefined;
}

/** True when a name is worth a hint to look at; it is never enough to take something in. */
export const soundsRelevant = (name: string): boolean =>
	/octreotid|lanreotid|pasireotid|sandostatin|somatulin|lutetium|lutathera|dotatate|dotatoc/i.test(name);
