import { addDays, dateOfWhen, decimal, isEqual, measured } from '@consilium/case-model';
import type { Chart, GivenDose } from '../../chart/chart.ts';
import { restOfDay, type Moments } from '../../chart/moments.ts';
import type { Tri } from '../../exact/kleene.ts';
import { datedAdministrations, type DatedAdministration } from '../washout/washout.ts';

/** A long-acting injection later than this many days after a dose is not "after the dose" any more but the next one. */
const belongsWithinDays = 14;

/** When the infusion ended: as recorded, else some moment of the rest of that day. */
export const endOfInfusion = (chart: Chart, { dose }: GivenDose): Moments =>
	dose.infusionEnd ? chart.moments(dose.infusionEnd) : restOfDay(dose.infusionStart, chart.facts.timeZone);

/** The long-acting injection that belongs to a dose: the first one given from its infusion on. */
export function larAfter(chart: Chart, given: GivenDose): DatedAdministration | undefined {
	const start = chart.moments(given.dose.infusionStart);
	const next = chart.doses.find((other) => other.date > given.date)?.date;
	const limit = addDays(given.date, belongsWithinDays);
	const through = next !== undefined && next < limit ? next : limit;
	return datedAdministrations(chart, 'long-acting').find((one) => {
		const at = chart.moments(one.at);
		return at.to >= start.from && at.from <= chart.now.to && dateOfWhen(one.at) <= through;
	});
}

const octreotideLar = /^(octreotide|sandostatin)/;

/** What about an injection is not "octreotide LAR 30 mg intramuscularly"; null when its dose cannot be read. */
export function larDeviations(chart: Chart, given: DatedAdministration): string[] | null {
	const dose = measured('ssaDose', given.dose);
	if (!dose.ok) return null;
	const mg = chart.policy.larMg;
	const deviations: string[] = [];
	if (!isEqual(dose.value, decimal(mg))) deviations.push(`a dose other than ${mg} mg`);
	if (!octreotideLar.test(given.agent.trim().toLowerCase()))
		deviations.push(`${given.agent} instead of octreotide LAR`);
	if (given.route !== 'IM') deviations.push(`the route ${given.route}`);
	return deviations;
}

export type LarTiming = 'early' | 'late' | 'in-window' | null;

/** Where an injection lies between the earliest and the latest hour; null when precision does not tell. */
export function larTiming(tooEarly: Tri, tooLate: Tri): LarTiming {
	if (tooEarly) return 'early';
	if (tooLate) return 'late';
	return tooEarly === false && tooLate === false ? 'in-window' : null;
}
