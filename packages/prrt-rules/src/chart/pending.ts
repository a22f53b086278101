import type { Analyte, Decimal } from '@consilium/case-model';
import type { Chart } from './chart.ts';
import { analyteName } from './lab-series.ts';
import type { Latest } from './latest.ts';
import { labEvidence, moment, shownPoint } from './words.ts';

/**
 * A preliminary result never counts as a value. But when it is newer than every final one and would be
 * toxic if it stood, the older final result may not speak for the patient: the value becomes unknown.
 */
export function pendingAgainst(
	chart: Chart,
	latest: Latest,
	analyte: Analyte,
	isToxic: (value: Decimal) => boolean,
): Latest {
	const { pending } = chart.series(analyte);
	if (!pending || pending.value === null || pending.date > chart.reference || !isToxic(pending.value))
		return latest;
	return {
		point: null,
		value: null,
		evidence: [...latest.evidence, labEvidence(pending, 'decisive', 'preliminary')],
		missing: [
			...latest.missing,
			{
				path: 'labs[].status',
				id: pending.lab.id,
				need: `The final ${analyteName(analyte)} result of ${moment(pending.when)}`,
				reason: 'preliminary',
				askRole: 'primaryOncologist',
			},
		],
		because: [
			...latest.because,
			`A newer ${analyteName(analyte)} result, ${shownPoint(pending)} of ${moment(pending.when)}, is still preliminary.`,
		],
	};
}
