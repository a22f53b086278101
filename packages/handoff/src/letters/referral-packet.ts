import {
	formatDate,
	rowsOf,
	sectionById,
	type CaseRecord,
	type Field,
	type FieldPath,
	type PlainDate,
	type Row,
	type Section,
} from '@consilium/case-model';
import type { ChecklistItem } from '../checklist/item.ts';
import type { Block, DocumentSection, HandoffDocument, Party } from '../document/document.ts';
import { row, sentence } from './blocks.ts';
import { fieldRows, patientLine, rowWords } from './board-words.ts';
import type { Judged } from './judged.ts';

export interface PacketInput {
	record: CaseRecord;
	evaluation: Judged;
	checklist: readonly ChecklistItem[];
	centers: { from: Party; to: Party };
	today: PlainDate;
	plannedTreatmentOn: PlainDate | null;
	/** What the sender adds in words; empty when nothing. */
	note?: string;
	/** Fields with two people's values side by side: said beside the one that stands there. */
	conflicted?: ReadonlySet<FieldPath>;
}

const pair = ['Field', 'On the board'];

/** The fields of single sections that a receiving center reads first. */
const singles: readonly {
	id: string;
	heading: string;
	fields: readonly (readonly [string, readonly string[]])[];
}[] = [
	{
		id: 'patient',
		heading: 'Patient',
		fields: [
			[
				'patient',
				['familyName', 'givenName', 'birthDate', 'gender', 'sex', 'mrn', 'allergyState', 'allergies'],
			],
			['goals', ['patientGoals', 'comorbidity', 'travelMinutes']],
		],
	},
	{
		id: 'diagnosis',
		heading: 'Diagnosis',
		fields: [
			[
				'diagnosis',
				['primarySite', 'extent', 'stage', 'functionalSyndrome', 'metastaticSites', 'extensiveDisease'],
			],
		],
	},
	{
		id: 'function',
		heading: 'Function and symptoms',
		fields: [['performance', ['ecog', 'ecogAssessedOn', 'symptoms']]],
	},
	{
		id: 'ssa',
		heading: 'Somatostatin analogs',
		fields: [
			[
				'ssa',
				[
					'everGiven',
					'progression',
					'persistentSymptoms',
					'increasedTumorBurden',
					'organDeterioration',
					'shortActingUse',
				],
			],
		],
	},
	{
		id: 'who-does-what',
		heading: 'Who does what',
		fields: [
			[
				'responsibilities',
				[
					'careCoordinator',
					'specialistContactedOn',
					'ssaResponsible',
					'postTreatmentTestsAgreed',
					'resultsTransferRoute',
					'emergencyContact',
				],
			],
		],
	},
];

function singleSection(
	record: CaseRecord,
	{ id, heading, fields }: (typeof singles)[number],
): DocumentSection {
	return {
		id,
		heading,
		columns: pair,
		blocks: fields.flatMap(([section, ids]) => fieldRows(record, section, ids)),
	};
}

/** A cell of a list; a laboratory value that is not final, or was withdrawn, says so beside the number. */
function cellWords(section: Section, one: Row, field: Field): string {
	const words = rowWords(section, one, field.id) || 'Not recorded';
	if (section.id !== 'labs' || field.id !== 'value') return words;
	const status = one.value('status');
	if (status === 'final') return words;
	return `${words} (${status === undefined ? 'status not recorded' : rowWords(section, one, 'status').toLowerCase()})`;
}

const twoValues = ' [two values are entered: someone must choose]';

/** Every block that shows a disputed field says so. */
function withDisputes(section: DocumentSection, conflicted: ReadonlySet<FieldPath>): DocumentSection {
	const said = (block: Block): Block => {
		if (!block.provenance.some(({ path }) => path !== undefined && conflicted.has(path))) return block;
		const cells = block.cells && [...block.cells.slice(0, -1), `${block.cells.at(-1) ?? ''}${twoValues}`];
		return { ...block, text: `${block.text}${twoValues}`, ...(cells ? { cells } : {}) };
	};
	return { ...section, blocks: section.blocks.map(said) };
}

/** The newest rows of a list section as a table of its key fields. */
function listSection(
	record: CaseRecord,
	sectionId: string,
	newestBy: string,
	limit: number,
): DocumentSection | null {
	const section = sectionById(sectionId);
	if (!section) return null;
	const columns = section.fields.filter((field) => field.key);
	const dateOf = (value: unknown): string => (typeof value === 'string' ? value : '');
	const rows = rowsOf(record, sectionId).sort((a, b) =>
		dateOf(a.value(newestBy)) < dateOf(b.value(newestBy)) ? 1 : -1,
	);
	const shown: Block[] = rows.slice(0, limit).map((one) =>
		row(
			`${sectionId}.${one.id}`.slice(0, 200),
			columns.map((field) => cellWords(section, one, field)),
			{ paths: columns.map((field) => `${sectionId}/${one.id}/${field.id}`) },
		),
	);
	const rest =
		rows.length > limit
			? [sentence(`${sectionId}.more`, `${rows.length - limit} older ones are on the board.`)]
			: [];
	const empty = rows.length === 0 ? [sentence(`${sectionId}.none`, 'None on the board.')] : [];
	return {
		id: sectionId,
		heading: section.label,
		columns: columns.map((field) => field.label),
		blocks: [...shown, ...rest, ...empty],
	};
}

const readinessWords: Record<ChecklistItem['status'], string> = {
	complete: 'Complete',
	missing: 'Missing',
	'out-of-date': 'Out of date',
	'not-needed': 'Not needed',
};

function readinessSection(items: readonly ChecklistItem[], on: PlainDate | null): DocumentSection {
	const judged =
		on === null ? 'No day of treatment is planned.' : `Judged for treatment on ${formatDate(on)}.`;
	return {
		id: 'readiness',
		heading: 'Readiness',
		columns: ['Item', 'State', 'Detail'],
		blocks: [
			sentence('readiness.on', judged, { paths: ['plan/nextDoseAt'] }),
			...items.map(({ id, label, status, detail, paths }) =>
				row(`readiness.${id}`, [label, readinessWords[status], detail], { paths: paths.slice(0, 20) }),
			),
		],
	};
}

const stateWords: Record<string, string> = {
	'not-met': 'Not met',
	'cannot-determine': 'Cannot tell',
	'case-by-case': 'Case by case',
};

function rulesSection(evaluation: Judged): DocumentSection {
	const open = evaluation.findings.filter(
		({ ruleId, status }) => ruleId.startsWith('ELIG-') && stateWords[status] !== undefined,
	);
	const decision = evaluation.decisions.eligibility.replaceAll('-', ' ');
	return {
		id: 'rules',
		heading: 'What the rules say today',
		columns: ['Rule', 'State', 'Fact'],
		blocks: [
			sentence('rules.eligibility', `Eligibility by the rules: ${decision}. A clinician decides.`),
			...open.map(({ key, ruleId, status, headline }) =>
				row(`rules.${key}`.slice(0, 200), [ruleId, stateWords[status] ?? status, headline], {
					rules: [ruleId],
				}),
			),
		],
	};
}

/** The packet that goes with a referral: the question first, then what the board holds, what it lacks, what the rules say. */
export function referralPacket(input: PacketInput): HandoffDocument {
	const { record, evaluation, centers, today, note } = input;
	const question: DocumentSection = {
		id: 'question',
		heading: 'Question',
		columns: pair,
		blocks: [
			...fieldRows(record, 'question', ['asked', 'reason']),
			...(note === undefined || note.trim() === '' ? [] : [sentence('question.note', note)]),
		],
	};
	const [patient, diagnosis, ...others] = singles.map((one) => singleSection(record, one));
	const lists = [
		listSection(record, 'pathology', 'date', 5),
		listSection(record, 'sstrImaging', 'date', 5),
		listSection(record, 'imaging', 'date', 8),
		listSection(record, 'labs', 'collected', 40),
		listSection(record, 'priorTherapy', 'from', 10),
		listSection(record, 'ssaAdministrations', 'at', 6),
	];
	const sections = [question, patient, diagnosis, ...lists, ...others];
	return {
		kind: 'referral-packet',
		title: 'Referral for PRRT',
		patientLine: patientLine(record),
		date: today,
		from: centers.from,
		to: centers.to,
		sections: [
			...sections
				.filter((section) => section !== null && section !== undefined)
				.map((section) => withDisputes(section, input.conflicted ?? new Set<FieldPath>())),
			readinessSection(input.checklist, input.plannedTreatmentOn),
			rulesSection(evaluation),
		],
		footer:
			'Made from the shared case board. The rules support the judgement of clinicians and replace no decision.',
	};
}
