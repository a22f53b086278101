import { analyteEntry, formatQuantity, formatWhen, type Analyte, type Quantity } from '@consilium/case-model';
import type { Observation } from './observation.ts';
import { codesIn, systems } from './coding.ts';
import { entriesOf, refuse, type Found, type ReadContext, type Reading } from './reading.ts';
import { readQuantity } from './unit.ts';
import type { When } from '@consilium/case-model';

interface Range {
	low?: number;
	high?: number;
	note?: string;
}

type RawRange = NonNullable<Observation['referenceRange']>[number];

/** FHIR's normal range: without a type, or typed `normal`. */
function isNormal(range: RawRange): boolean {
	const codes = (range.type?.coding ?? []).map((coding) => coding.code);
	return range.type === undefined || codes.includes('normal');
}

/** The one normal range in the unit of the value; anything else is left out and said. */
function readRange(observation: Observation, quantity: Quantity): Range {
	const normal = (observation.referenceRange ?? []).filter(isNormal).filter((one) => one.low ?? one.high);
	const [only] = normal;
	if (only === undefined) return {};
	if (normal.length > 1) return { note: 'Several reference ranges in the file: none was taken.' };
	const ends = [only.low, only.high].filter((end) => end !== undefined);
	if (ends.some((end) => end.system !== systems.ucum || end.code !== quantity.unit))
		return { note: 'The reference range is not in the unit of the value: it was left out.' };
	const { low, high } = { low: only.low?.value, high: only.high?.value };
	if (low !== undefined && high !== undefined && low > high)
		return { note: 'The reference range is upside down: it was left out.' };
	return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

const reportable = ['final', 'amended', 'corrected'];

/** A laboratory result as a row; refused unless final, dated, in a UCUM unit of that analyte and plausible. */
export function readLaboratory(
	{ found, observation, when }: { found: Found; observation: Observation; when: When },
	analyte: Analyte,
	context: ReadContext,
): Reading {
	const { label } = analyteEntry(analyte);
	if (!reportable.includes(observation.status))
		return refuse(label, `is ${observation.status}, not a final result`);
	if (observation.valueQuantity === undefined) return refuse(label, 'has no value with a unit');
	const reading = readQuantity(observation.valueQuantity, analyteEntry(analyte));
	if (!reading.ok) return refuse(label, reading.why);
	const { quantity } = reading;
	const range = readRange(observation, quantity);
	const row = `labs/${context.newId()}`;
	return {
		is: 'taken',
		label: `${label} ${formatQuantity(quantity)}, ${formatWhen(when)}`,
		entries: entriesOf(
			{
				[`${row}/analyte`]: analyte,
				[`${row}/value`]: quantity,
				[`${row}/refLow`]: range.low,
				[`${row}/refHigh`]: range.high,
				[`${row}/collected`]: when,
				[`${row}/status`]: observation.status,
				[`${row}/loinc`]: codesIn(observation.code, systems.loinc)[0],
				[`${row}/laboratory`]: observation.performer?.[0]?.display?.slice(0, 200),
			},
			context.source(found.ref),
		),
		...(range.note === undefined ? {} : { notes: [range.note] }),
	};
}
