import { readEntry, type PlainDate, type Source } from '@consilium/case-model';
import { cleanText } from '../document/clean.ts';
import { readAdministration } from './administration.ts';
import { readAllergy } from './allergy.ts';
import { collect, resolverOf } from './collect.ts';
import { readCondition } from './condition.ts';
import { readReport, readStudy } from './imaging.ts';
import { readObservation } from './observation.ts';
import { readPatient } from './patient.ts';
import { readProcedure } from './procedure.ts';
import {
	refuse,
	type Found,
	type ImportPreview,
	type ReadContext,
	type Reader,
	type Reading,
} from './reading.ts';
import {
	joinEntries,
	rowOf,
	settleAllergies,
	settleCycles,
	settleLaboratory,
	settlePerformance,
	settlePrimarySite,
	type Settling,
} from './settle.ts';
import { belonging, refuseAll } from './subject.ts';

export interface ReadOptions {
	/** A new row id for the board at each call. */
	newId(): string;
	today: PlainDate;
	/** IANA zone of the case: a moment that the file gives in UTC gets the day it had there. */
	timeZone?: string | undefined;
	/** Where the file came from; the resource is added to its `ref`. */
	source: Source;
}

const readers: Record<string, Reader> = {
	Patient: readPatient,
	Condition: readCondition,
	Observation: readObservation,
	MedicationAdministration: readAdministration,
	Procedure: readProcedure,
	ImagingStudy: readStudy,
	AllergyIntolerance: readAllergy,
};

const unread: Record<string, string> = {
	Medication: 'is read together with the administration that names it',
	MedicationRequest: 'is an order, not something given',
	MedicationStatement: 'is a statement about a medicine, not a dated administration',
	MedicationDispense: 'is a dispense, not something given',
	OperationOutcome: 'is a message of the sending system, not part of a record',
};

const otherwise = (found: Found): Reading =>
	refuse(cleanText(found.type, 60), unread[found.type] ?? 'fills no field on the board');

function contextOf(options: ReadOptions, resolve: ReadContext['resolve']): ReadContext {
	const file = options.source.ref;
	return {
		today: options.today,
		timeZone: options.timeZone,
		newId: options.newId,
		resolve,
		source: (ref) => ({
			kind: options.source.kind,
			ref: cleanText(file === undefined ? ref : `${file} ${ref}`, 500),
		}),
	};
}

function add(settling: Settling, resource: string, reading: Reading): void {
	if (reading.is === 'refused') settling.refused.push({ resource, label: reading.label, why: reading.why });
	else {
		const { label, entries, notes } = reading;
		const noted = notes === undefined || notes.length === 0 ? {} : { notes };
		settling.taken.push({ resource, label, entries, ...noted });
	}
}

/** The table has the last word: an entry that its field would not take is refused with the field's reason. */
function checked(reading: Reading): Reading {
	if (reading.is === 'refused') return reading;
	if (Object.keys(reading.entries).length === 0)
		return refuse(reading.label, 'holds nothing that the board records');
	for (const [path, entry] of Object.entries(reading.entries)) {
		const result = readEntry(path, entry);
		if (!result.ok) return refuse(reading.label, `${path.split('/').at(-1) ?? 'a value'} ${result.why}`);
	}
	return reading;
}

function addReport(settling: Settling, found: Found, context: ReadContext): void {
	const reading = readReport(found, (reference) => context.resolve(reference, found));
	if (reading.is === 'refused') return add(settling, found.ref, reading);
	const study = settling.taken.find((one) => one.resource === reading.study.ref);
	const row = study && rowOf(study, 'imaging');
	if (row === undefined)
		return add(settling, found.ref, refuse(reading.label, 'is the report of a study that was refused'));
	const value = { is: 'value', value: reading.text, source: context.source(found.ref) } as const;
	add(settling, found.ref, {
		is: 'taken',
		label: `Words of ${reading.label}`,
		entries: { [`imaging/${row}/report`]: value },
		notes: ['The conclusion was copied, not interpreted.'],
	});
}

const settlers = [settleLaboratory, settlePrimarySite, settlePerformance, settleAllergies, settleCycles];

/**
 * What a FHIR R4 bundle, a list of resources or a single resource would put on the board. Never throws, whatever it is
 * given; never coerces: a wrong unit, an implausible or unfinished result, an uncertain code is refused with a plain
 * reason. Every resource ends in `taken` or in `refused`.
 */
export function readBundle(json: unknown, options: ReadOptions): ImportPreview {
	const { found, refused } = collect(json);
	const resolve = resolverOf(found);
	const context = contextOf(options, resolve);
	const { whole, whyNot } = belonging(found, resolve);
	const settling: Settling = { taken: [], refused: [...refused] };
	if (whole !== null) {
		settling.refused.unshift({ resource: 'File', label: 'The whole file', why: whole });
		settling.refused.push(...refuseAll(found, 'the whole file was refused'));
		return { ...settling, entries: {}, prose: {} };
	}
	const reports = found.filter((one) => one.type === 'DiagnosticReport');
	for (const one of found.filter((other) => !reports.includes(other))) {
		const why = whyNot(one);
		const reader = readers[one.type] ?? otherwise;
		add(settling, one.ref, why === null ? checked(reader(one, context)) : refuse(one.type, why));
	}
	for (const one of reports) {
		const why = whyNot(one);
		if (why === null) addReport(settling, one, context);
		else add(settling, one.ref, refuse(one.type, why));
	}
	for (const settle of settlers) settle(settling);
	return { ...settling, entries: joinEntries(settling.taken), prose: {} };
}
