import type { Chart } from '../../chart/chart.ts';
import { listed } from '../../chart/words.ts';
import { and3, type Tri } from '../../exact/kleene.ts';
import type { Verdict } from '../../finding.ts';
import { labPaths, paper, type Rule } from '../../rule.ts';
import { eligSstrImagingCurrent } from '../eligibility/elig-sstr-imaging-current.ts';
import { eligibilityApplies } from '../eligibility/applies.ts';
import { anatomicWindow, newestAnatomic, undatedAnatomic } from '../followup/img-ct-mri-3m.ts';
import { panelBeforeDose } from '../laboratory/lab-panel-complete.ts';

const asTri: Partial<Record<string, Tri>> = { met: true, 'not-met': false };

function receptorStudy(chart: Chart): Tri {
	const status = eligSstrImagingCurrent.judge(chart)[0]?.status ?? 'cannot-determine';
	return asTri[status] ?? null;
}

function anatomicStudy(chart: Chart): Tri {
	const last = newestAnatomic(chart, chart.reference);
	if (last && chart.reference <= anatomicWindow(chart, last.date).windowEnd) return true;
	return undatedAnatomic(chart).length > 0 ? null : false;
}

function judge(chart: Chart): Verdict {
	if (!eligibilityApplies(chart))
		return { status: 'not-applicable', headline: 'The referral packet is judged before the first dose.' };
	const parts = [
		{ name: 'receptor study', current: receptorStudy(chart) },
		{ name: 'blood tests', current: panelBeforeDose(chart).every((row) => row.done) },
		{ name: 'CT or MRI', current: anatomicStudy(chart) },
	];
	const named = (wanted: Tri): string =>
		listed(parts.filter((part) => part.current === wanted).map((part) => part.name));
	const all = and3(parts.map((part) => part.current));
	if (all) return { status: 'met', headline: 'Receptor study, blood tests and CT or MRI are current.' };
	return all === false
		? { status: 'not-met', headline: `Not current for the referral: ${named(false)}.` }
		: { status: 'cannot-determine', headline: `Whether it is current cannot be told: ${named(null)}.` };
}

/** S29: receptor study, blood tests and CT or MRI are current on the planned day of the first dose. */
export const refPacketCurrent: Rule = {
	id: 'REF-PACKET-CURRENT',
	version: '1.0.0',
	title: 'Referral packet current',
	group: 'coordination',
	statuses: { met: 'none', 'not-met': 'info', 'cannot-determine': 'info', 'not-applicable': 'none' },
	source: paper(
		'Summary and best practices',
		'Ensure scans and blood tests are current or be aware that NET specialists will request these are done',
	),
	reads: [
		...labPaths,
		'sstrImaging[].date',
		'imaging[].date',
		'imaging[].modality',
		'plan.nextDoseAt',
		'course.status',
		'doses[].n',
	],
	policyKeys: ['sstrMonths', 'labMaxAgeDays', 'imagingMonths', 'imagingToleranceDays'],
	judge: (chart) => [judge(chart)],
};
