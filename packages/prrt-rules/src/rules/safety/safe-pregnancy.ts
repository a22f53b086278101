import type { Chart } from '../../chart/chart.ts';
import { needed, recorded } from '../../chart/recorded.ts';
import { day } from '../../chart/words.ts';
import type { Verdict } from '../../finding.ts';
import { label, type Rule } from '../../rule.ts';

const sexPath = 'patient.sex';
const statusPath = 'patient.pregnancy.status';

function judge(chart: Chart): Verdict {
	const { sex, pregnancy } = chart.facts.patient;
	if (chart.ended || sex === 'male')
		return { status: 'not-applicable', headline: 'A pregnancy is not in question.' };
	if (!pregnancy)
		return {
			status: 'cannot-determine',
			headline: 'Whether a pregnancy was excluded is not recorded.',
			missing: [
				...(sex === undefined ? [needed(sexPath, 'The sex parameter', 'primaryOncologist')] : []),
				needed(statusPath, 'Whether the patient can be pregnant, and if so a test', 'nuclearMedicine'),
			],
		};
	const evidence = [recorded(statusPath, 'Pregnancy', pregnancy.status, { at: pregnancy.verifiedOn })];
	if (pregnancy.status === 'pregnant')
		return {
			status: 'not-met',
			headline: `A pregnancy was recorded on ${day(pregnancy.verifiedOn)}.`,
			evidence,
		};
	return { status: 'met', headline: `A pregnancy was ruled out on ${day(pregnancy.verifiedOn)}.`, evidence };
}

/** Label overlay: pregnancy status verified before treatment. It informs and does not enter the dose decision. */
export const safePregnancy: Rule = {
	id: 'SAFE-PREGNANCY',
	version: '1.0.0',
	title: 'Pregnancy excluded',
	group: 'safety',
	statuses: { met: 'none', 'not-met': 'critical', 'cannot-determine': 'info', 'not-applicable': 'none' },
	source: label('Use in specific populations: pregnancy and lactation'),
	reads: [sexPath, statusPath, 'patient.pregnancy.verifiedOn', 'course.status'],
	policyKeys: [],
	overlays: ['us-label-pregnancy'],
	judge: (chart) => [judge(chart)],
};
