import type { SsaAdministration, When } from '@consilium/case-model';
import { compareWhen, isInstant } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { recorded } from '../../chart/recorded.ts';
import type { Evidence, RuleGroup, Severity, Verdict } from '../../finding.ts';

/** What both washout rules share. */
export const washoutRule: {
	version: string;
	group: RuleGroup;
	statuses: Readonly<Record<string, Severity>>;
} = {
	version: '1.0.0',
	group: 'washout',
	statuses: { met: 'none', 'not-met': 'critical', 'cannot-determine': 'warning', 'not-applicable': 'none' },
};

export const administrationPaths = [
	'ssa.administrations[].kind',
	'ssa.administrations[].at',
	'ssa.administrations[].agent',
	'plan.nextDoseAt',
] as const;

export type DatedAdministration = SsaAdministration & { readonly at: When };
const isDated = (one: SsaAdministration): one is DatedAdministration => one.at !== null;

type Kind = SsaAdministration['kind'];
const dated = new WeakMap<Chart, Partial<Record<Kind, readonly DatedAdministration[]>>>();

/** Administrations of one kind with a date, oldest first. */
export function datedAdministrations(chart: Chart, kind: Kind): readonly DatedAdministration[] {
	const known = dated.get(chart);
	const own = known?.[kind];
	if (own) return own;
	const fresh = chart.facts.ssa.administrations
		.filter((one) => one.kind === kind)
		.filter(isDated)
		.sort((a, b) => compareWhen(a.at, b.at) || (a.id < b.id ? -1 : 1));
	dated.set(chart, { ...known, [kind]: fresh });
	return fresh;
}

export const undatedAdministrations = (chart: Chart, kind: SsaAdministration['kind']): SsaAdministration[] =>
	chart.facts.ssa.administrations
		.filter((one) => one.kind === kind && one.at === null)
		.sort((a, b) => (a.id < b.id ? -1 : 1));

export const administrationRow = (one: SsaAdministration, used: Evidence['used'] = 'decisive'): Evidence =>
	recorded('ssa.administrations[].at', one.agent, one.at, { id: one.id, at: one.at, used });

/** True when both are instants and the first is later: then it cannot have been given before the second. */
export const isClearlyAfter = (at: When, than: When): boolean =>
	isInstant(at) && isInstant(than) && compareWhen(at, than) > 0;

/** The quiet verdict when no next dose is to come or none is planned. */
export const noPlannedDose = (chart: Chart): Verdict => ({
	status: 'not-applicable',
	headline: chart.ended ? 'No further dose is to come.' : 'No day for the next dose is planned.',
});
