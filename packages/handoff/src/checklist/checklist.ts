import {
	fieldAt,
	formatDate,
	parsePath,
	pathOf,
	rowPath,
	rowsOf,
	sectionById,
	singleValue,
	valueAt,
	type CaseRecord,
	type FieldPath,
} from '@consilium/case-model';
import { anatomicItem, labsItem, sstrItem, weightItem } from './dated-items.ts';
import { fieldsItem, whyNotFilled, type ChecklistInput, type ChecklistItem } from './item.ts';

const inSection = (section: string, fields: readonly string[]): FieldPath[] =>
	fields.map((field) => pathOf(section, field));

function plannedItem(on: string | null): ChecklistItem {
	const base = { id: 'planned-treatment', label: 'Planned day of treatment', paths: ['plan/nextDoseAt'] };
	return on === null
		? { ...base, status: 'missing', detail: 'No day is planned: the age of scans and tests cannot be judged' }
		: { ...base, status: 'complete', detail: formatDate(on) };
}

/** The newest pathology report, with what the rules need of it. */
function pathologyItem(record: CaseRecord): ChecklistItem {
	const [id, label] = ['pathology', 'Pathology'];
	const dateOf = (value: unknown): string => (typeof value === 'string' ? value : '');
	const report = rowsOf(record, 'pathology')
		.sort((a, b) => (dateOf(a.value('date')) < dateOf(b.value('date')) ? 1 : -1))
		.at(0);
	if (!report)
		return { id, label, status: 'missing', detail: 'No pathology report', paths: ['pathology/date'] };
	const needed = ['date', 'differentiation', 'ki67', 'mitoses', 'gradingScheme'];
	return fieldsItem(record, {
		id,
		label,
		paths: needed.map((field) => rowPath('pathology', report.id, field)),
	});
}

const outcomes = ['progression', 'persistentSymptoms', 'increasedTumorBurden', 'organDeterioration'];

/** What happened on somatostatin analogs: asked of everyone, the course of it only where one was given. */
function analogItem(record: CaseRecord): ChecklistItem {
	const [id, label] = ['ssa-history', 'Treatment and SSA history'];
	const given = singleValue(record, 'ssa', 'everGiven');
	if (given === false)
		return {
			id,
			label,
			status: 'complete',
			detail: 'No somatostatin analog was ever given',
			paths: ['ssa/everGiven'],
		};
	if (given !== true) return fieldsItem(record, { id, label, paths: ['ssa/everGiven'] });
	const paths = inSection('ssa', outcomes);
	const open = paths.flatMap((path) => whyNotFilled(record, path) ?? []);
	const wentBadly = paths.some((path) => valueAt(record, path) === true);
	if (open.length === paths.length)
		return { id, label, status: 'missing', detail: 'How it went on the analog', paths };
	if (!wentBadly && open.length > 0) return { id, label, status: 'missing', detail: open.join(', '), paths };
	const dated = rowsOf(record, 'ssaAdministrations').some((one) => one.value('at') !== undefined);
	return dated
		? { id, label, status: 'complete', detail: 'All there', paths }
		: {
				id,
				label,
				status: 'missing',
				detail: 'The last dated injection',
				paths: ['ssaAdministrations/at'],
			};
}

function allergyItem(record: CaseRecord): ChecklistItem {
	const state = singleValue(record, 'patient', 'allergyState');
	const paths: FieldPath[] = state === 'known' ? ['patient/allergies'] : ['patient/allergyState'];
	return fieldsItem(record, { id: 'allergies', label: 'Allergies', paths });
}

/**
 * What a referral has, lacks or has let grow old, judged for the planned day of treatment. Nothing unknown counts as
 * there: `unknown` and `not recorded` are named as such.
 */
export function checklist(input: ChecklistInput): ChecklistItem[] {
	const { conflicted = new Set<FieldPath>() } = input;
	return items(input).map((item) => disputed(item, conflicted));
}

/** An item that leans on a disputed field, or on a list with a disputed row, is open whatever stands there now. */
function disputed(item: ChecklistItem, conflicted: ReadonlySet<FieldPath>): ChecklistItem {
	const lists = new Set(item.paths.flatMap((own) => listOf(own) ?? []));
	const path = [...conflicted].find((one) => item.paths.includes(one) || lists.has(listOf(one) ?? ''));
	if (path === undefined) return item;
	const label = fieldAt(path)?.field.label ?? 'a row';
	return {
		...item,
		status: 'missing',
		detail: `two values of ${label.toLowerCase()} are entered: choose one`,
		paths: [path, ...item.paths.filter((one) => one !== path)],
	};
}

/** The list section of an address; undefined for a single section. */
function listOf(path: FieldPath): string | undefined {
	const section = parsePath(path)?.section;
	return section !== undefined && sectionById(section)?.shape === 'list' ? section : undefined;
}

function items(input: ChecklistInput): ChecklistItem[] {
	const { record, plannedTreatmentOn } = input;
	return [
		fieldsItem(record, {
			id: 'patient',
			label: 'Patient',
			paths: inSection('patient', ['familyName', 'givenName', 'birthDate', 'sex', 'mrn']),
		}),
		allergyItem(record),
		fieldsItem(record, { id: 'question', label: 'Question', paths: ['question/asked'] }),
		plannedItem(plannedTreatmentOn),
		fieldsItem(record, {
			id: 'diagnosis',
			label: 'Diagnosis',
			paths: inSection('diagnosis', ['primarySite', 'extent', 'extensiveDisease']),
		}),
		pathologyItem(record),
		sstrItem(input),
		anatomicItem(input),
		labsItem(input),
		weightItem(input),
		analogItem(record),
		fieldsItem(record, {
			id: 'function',
			label: 'Function and symptoms',
			paths: inSection('performance', ['ecog', 'ecogAssessedOn']),
		}),
		fieldsItem(record, {
			id: 'contact',
			label: 'Specialist contacted before referral',
			paths: ['responsibilities/specialistContactedOn'],
		}),
		fieldsItem(record, {
			id: 'who-does-what',
			label: 'Who does what',
			paths: inSection('responsibilities', [
				'careCoordinator',
				'ssaResponsible',
				'postTreatmentTestsAgreed',
				'resultsTransferRoute',
			]),
		}),
	];
}
