import { adverseEvents, mixedTerms } from './adverse-event-facts.ts';
import type { Entry, FieldValue } from './entry.ts';
import { caseFactsSchema, factsSchemaId, type CaseFacts } from './facts.ts';
import { writtenPath } from './facts-read.ts';
import { parsePath, pathOf, REMOVED, rowPath, type FieldPath } from './path.ts';
import { rowsOf, valueAt, type CaseRecord, type Row } from './record.ts';
import type { Field, Section } from './section.ts';
import { fieldAt, sectionById, sections } from './sections.ts';

/** Something on the board that the rules could not be given, and why; the board shows it, it is never dropped silently. */
export interface FactProblem {
	path: FieldPath;
	why: string;
}

export interface FactsOfCase {
	facts: CaseFacts;
	problems: FactProblem[];
}

interface Draft {
	facts: Record<string, unknown>;
	problems: FactProblem[];
	conflicted: ReadonlySet<FieldPath>;
	unreadable: ReadonlySet<FieldPath>;
}

/** Keys of a nested object, created on the way. */
function put(target: Record<string, unknown>, steps: readonly string[], value: unknown): void {
	const [step, ...rest] = steps;
	if (step === undefined) return;
	if (rest.length === 0) {
		target[step] = value;
		return;
	}
	const inner = target[step];
	const next: Record<string, unknown> =
		typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
	target[step] = next;
	put(next, rest, value);
}

function factValue(field: Field, value: FieldValue): unknown {
	return field.factKind === 'number' ? Number(value) : value;
}

/**
 * What an entry tells the rules: nothing when empty, unknown or not recorded. A conflict is a problem whichever of its
 * sides stands there now, "unknown" too. A quantity in conflict keeps its place but loses its unit, so that the rules
 * see an unreadable value there and never fall back to an older one.
 */
function told(draft: Draft, path: FieldPath, field: Field, entry: Entry | undefined): unknown {
	const disputed = draft.conflicted.has(path);
	if (disputed)
		draft.problems.push({ path, why: 'two people entered different values; someone must choose' });
	if (entry === undefined && draft.unreadable.has(path))
		draft.problems.push({ path, why: 'what stands here cannot be read: not used by any rule' });
	if (entry?.is !== 'value' || entry.value === '') return undefined;
	if (!disputed) return factValue(field, entry.value);
	if (field.kind === 'quantity' && typeof entry.value === 'object' && !Array.isArray(entry.value))
		return { value: entry.value.value };
	return undefined;
}

/** Rows of which nothing can be read have no place in the record: they are said here. */
function unreadableRows(draft: Draft, record: CaseRecord): void {
	for (const path of draft.unreadable) {
		const parsed = parsePath(path);
		const found = parsed?.row === undefined ? null : fieldAt(path);
		if (!parsed?.row || !found?.field.fact || !found.section.facts) continue;
		const row = `${parsed.section}/${parsed.row}/`;
		if (Object.keys(record.entries).some((known) => known.startsWith(row))) continue;
		draft.problems.push({ path, why: 'what stands here cannot be read: not used by any rule' });
	}
}

/** Rows that one person took out while another kept them: whichever stands, someone must choose. */
function disputedRows(draft: Draft): void {
	for (const path of draft.conflicted) {
		const parsed = parsePath(path);
		const section = parsed?.field === REMOVED ? sectionById(parsed.section) : undefined;
		if (section?.facts !== undefined)
			draft.problems.push({
				path,
				why: `one person took this ${section.rowNoun ?? 'row'} out, another kept it; someone must choose`,
			});
	}
}

function singleFacts(draft: Draft, record: CaseRecord, section: Section): void {
	for (const field of section.fields) {
		if (!field.fact) continue;
		const path = pathOf(section.id, field.id);
		const value = told(draft, path, field, record.entries[path]);
		if (value !== undefined) put(draft.facts, field.fact.split('.'), value);
	}
}

/** The steps of a row field's fact below its row: `doses[].aminoAcids.start` is `aminoAcids.start`. */
function stepsInRow(fact: string): string[] {
	const below = fact.slice(fact.indexOf('[]') + 2).replaceAll('[]', '');
	return below.split('.').filter((step) => step !== '');
}

function rowFacts(draft: Draft, section: Section, row: Row): Record<string, unknown> | null {
	const facts: Record<string, unknown> = { id: row.id };
	const missing: Field[] = [];
	for (const field of section.fields) {
		if (!field.fact) continue;
		const value = told(draft, rowPath(section.id, row.id, field.id), field, row.entry(field.id));
		if (value === undefined && section.needs?.includes(field.id)) missing.push(field);
		if (value !== undefined) put(facts, stepsInRow(field.fact), value);
	}
	if (missing.length === 0) return facts;
	for (const field of missing)
		draft.problems.push({
			path: rowPath(section.id, row.id, field.id),
			why: `${section.rowNoun ?? 'row'} without ${field.label.toLowerCase()}: not used by any rule`,
		});
	return null;
}

type Rows = Record<string, Record<string, unknown>[]>;

function listFacts(draft: Draft, record: CaseRecord): Rows {
	const rows: Rows = {};
	for (const section of sections) {
		if (section.shape !== 'list' || !section.facts) continue;
		rows[section.id] = rowsOf(record, section.id)
			.map((row) => rowFacts(draft, section, row))
			.filter((row) => row !== null);
	}
	return rows;
}

const without = (row: Record<string, unknown>, ...keys: string[]): Record<string, unknown> =>
	Object.fromEntries(Object.entries(row).filter(([key]) => !keys.includes(key)));

/** Optional groups of a fact that are only complete together; half of one is said as a problem and left out. */
const groups: { at: string[]; needs: string; path: FieldPath; why: string }[] = [
	{
		at: ['patient', 'ecog'],
		needs: 'assessedOn',
		path: pathOf('performance', 'ecogAssessedOn'),
		why: 'ECOG without the day it was assessed: not used by any rule',
	},
	{
		at: ['patient', 'pregnancy'],
		needs: 'verifiedOn',
		path: pathOf('performance', 'pregnancyVerifiedOn'),
		why: 'pregnancy status without the day it was verified: not used by any rule',
	},
	{
		at: ['tumor', 'extensiveDisease'],
		needs: 'assessedOn',
		path: pathOf('diagnosis', 'extensiveAssessedOn'),
		why: 'extensive disease without the day it was judged: not used by any rule',
	},
];

function namedSites(draft: Draft): void {
	const tumor = draft.facts.tumor as { extensiveDisease?: Record<string, unknown> | null };
	if (tumor.extensiveDisease) tumor.extensiveDisease = { sites: [], ...tumor.extensiveDisease };
}

const valueKey: Record<string, string> = { ecog: 'value', pregnancy: 'status', extensiveDisease: 'value' };

function dropHalfGroups(draft: Draft): void {
	for (const { at, needs, path, why } of groups) {
		const [outer = '', inner = ''] = at;
		const parent = draft.facts[outer] as Record<string, unknown>;
		const group = parent[inner] as Record<string, unknown> | undefined;
		if (!group) continue;
		const hasValue = group[valueKey[inner] ?? 'value'] !== undefined;
		if (hasValue && group[needs] !== undefined) continue;
		if (hasValue) draft.problems.push({ path, why });
		parent[inner] = null;
	}
}

function labFacts(draft: Draft, row: Record<string, unknown>): Record<string, unknown> {
	const { low, high } = (row.ref ?? {}) as { low?: number; high?: number };
	if (low === undefined || high === undefined || low <= high) return row;
	draft.problems.push({
		path: rowPath('labs', String(row.id), 'refLow'),
		why: 'the reference range is upside down: not used by any rule',
	});
	return without(row, 'ref');
}

function aminoAcids(row: Record<string, unknown>): Record<string, unknown> {
	if (row.aminoAcids === undefined) return row;
	return { ...row, aminoAcids: { start: null, end: null, lysine: null, arginine: null, ...row.aminoAcids } };
}

function skeleton(timeZone: string): Record<string, unknown> {
	return {
		schema: factsSchemaId,
		timeZone,
		patient: {},
		tumor: {},
		ssa: {
			outcome: {
				progression: null,
				persistentSymptoms: null,
				increasedTumorBurdenCtMri: null,
				organFunctionDeterioration: null,
			},
		},
		plan: { plannedDoses: null, nextDoseAt: null },
		course: { status: null },
		progressionConfirmedOn: null,
		coordination: {},
	};
}

function fillLists(draft: Draft, record: CaseRecord): void {
	const rows = listFacts(draft, record);
	const of = (section: string): Record<string, unknown>[] => rows[section] ?? [];
	const { facts } = draft;
	disputedRows(draft);
	unreadableRows(draft, record);
	put(
		facts,
		['patient', 'weights'],
		of('weights').map((row) => without(row, 'id')),
	);
	put(facts, ['tumor', 'pathology'], of('pathology'));
	facts.sstrImaging = of('sstrImaging').map((row) => ({ date: null, ...row }));
	put(
		facts,
		['ssa', 'administrations'],
		of('ssaAdministrations').map((row) => ({ at: null, ...row })),
	);
	facts.doses = of('cycles')
		.map((row) => aminoAcids(without(row, 'id')))
		.sort((a, b) => Number(a.n) - Number(b.n));
	facts.labs = of('labs').map((row) => labFacts(draft, row));
	const rowIds = new Set(rowsOf(record, 'adverseEvents').map((row) => row.id));
	facts.adverseEvents = adverseEvents(of('adverseEvents'), rowIds);
	draft.problems.push(...mixedTerms(record));
	facts.adverseEventsReviewedOn = of('adverseEventReviews').flatMap(
		(row) => valueAt(record, rowPath('adverseEventReviews', String(row.id), 'reviewedOn')) ?? [],
	);
	facts.imaging = of('imaging').map((row) => ({ date: null, ...row }));
	facts.plannedBloodDraws = of('plannedBloodDraws');
}

function dropHalfMeeting(draft: Draft): void {
	const meeting = draft.facts.meeting as { heldOn?: unknown; rolesPresent?: unknown } | undefined;
	if (!meeting || (meeting.heldOn !== undefined && meeting.rolesPresent !== undefined)) return;
	delete draft.facts.meeting;
	draft.problems.push({
		path: pathOf('meeting', meeting.heldOn === undefined ? 'heldOn' : 'rolesPresent'),
		why: 'a meeting needs its day and who was there: not used by any rule',
	});
}

export interface FactsOptions {
	/** IANA zone of the case. */
	timeZone: string;
	/** Addresses at which two people's values stand side by side until someone chooses. */
	conflicted?: ReadonlySet<FieldPath> | undefined;
	/** Addresses at which the document holds something that is no entry of its field. */
	unreadable?: ReadonlySet<FieldPath> | undefined;
}

/**
 * The one way from a case's record to what the rules read. Pure. Nothing is defaulted: what is empty, unknown, not
 * recorded, half filled in, unreadable or in conflict (`conflicted`) is absent from the facts, and what was entered but could not
 * be used stands in `problems` with the address of the field.
 */
export function caseFacts(
	record: CaseRecord,
	{ timeZone, conflicted = new Set(), unreadable = new Set() }: FactsOptions,
): FactsOfCase {
	const draft: Draft = { facts: skeleton(timeZone), problems: [], conflicted, unreadable };
	for (const section of sections) if (section.shape === 'single') singleFacts(draft, record, section);
	fillLists(draft, record);
	dropHalfGroups(draft);
	namedSites(draft);
	dropHalfMeeting(draft);
	const parsed = caseFactsSchema.safeParse(draft.facts);
	if (parsed.success) return { facts: parsed.data, problems: draft.problems };
	throw new Error(
		`the field table and CaseFacts disagree: ${parsed.error.issues.map((issue) => `${writtenPath(issue.path)} ${issue.message}`).join('; ')}`,
	);
}
