import type { PlainDate, SstrStudy } from '@consilium/case-model';
import type { Chart } from '../../chart/chart.ts';
import { recorded } from '../../chart/recorded.ts';
import type { Evidence } from '../../finding.ts';
import type { Tri } from '../../exact/kleene.ts';

/** A receptor study with a date. */
export type DatedStudy = SstrStudy & { readonly date: PlainDate };

const isDated = (study: SstrStudy): study is DatedStudy => study.date !== null;
const byDate = (a: DatedStudy, b: DatedStudy): number =>
	a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1;

/** Dated studies oldest first, optionally only those on or before a day. */
export const datedStudies = (chart: Chart, through?: PlainDate): DatedStudy[] =>
	chart.facts.sstrImaging
		.filter(isDated)
		.filter((study) => through === undefined || study.date <= through)
		.sort(byDate);

export const undatedStudies = (chart: Chart): SstrStudy[] =>
	chart.facts.sstrImaging.filter((study) => study.date === null).sort((a, b) => (a.id < b.id ? -1 : 1));

/** The studies that speak: all of the newest date, or the undated ones when none has a date. */
export function newestStudies(chart: Chart): SstrStudy[] {
	const dated = datedStudies(chart);
	const newest = dated.at(-1);
	return newest ? dated.filter((study) => study.date === newest.date) : undatedStudies(chart);
}

/**
 * Receptor-positive by direct comparison with liver (at least equal), else by score: 3 or 4 positive, 0 or 1
 * negative, 2 undecided because its definitions disagree.
 */
export function isPositive(study: SstrStudy): Tri {
	if (study.uptakeVsLiver !== undefined)
		return study.uptakeVsLiver === 'equal' || study.uptakeVsLiver === 'above';
	if (study.krenning === undefined || study.krenning === 2) return null;
	return study.krenning > 2;
}

export function studyEvidence(study: SstrStudy): Evidence[] {
	const { id, date: at } = study;
	const rows = [recorded('sstrImaging[].modality', 'Receptor study', study.modality, { id, at })];
	if (study.uptakeVsLiver !== undefined)
		rows.push(
			recorded('sstrImaging[].uptakeVsLiver', 'Uptake against liver', study.uptakeVsLiver, { id, at }),
		);
	if (study.krenning !== undefined)
		rows.push(recorded('sstrImaging[].krenning', 'Krenning score', String(study.krenning), { id, at }));
	return rows;
}
