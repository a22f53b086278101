import { emptyRecord, type CaseRecord, type Entry, type FieldPath } from '@consilium/case-model';
import { schema, type Conflict, type Executor, type Saying } from '@consilium/store';
import { eq, inArray } from 'drizzle-orm';

const { caseView, center, person } = schema;

export interface Authorship {
	personId: string;
	name: string;
	centerId: string;
	centerName: string;
	at: string;
	seq: number;
}

export interface ConflictingValue extends Authorship {
	entry: Entry;
}

/** The drafted case as last projected, with people and centers by name. */
export interface CaseView {
	record: CaseRecord;
	/** What lies in the documents and cannot be read as the field it stands in: shown, never used. */
	unreadable: { path: string; raw: unknown; why: string }[];
	conflicts: { path: FieldPath; values: ConflictingValue[] }[];
	authorship: Record<FieldPath, Authorship>;
	/** Room id → number of the last log row that is in this view. */
	seqs: Record<string, number>;
	/** Null: nothing of this case has been projected yet. */
	updatedAt: Date | null;
}

interface StoredView {
	record: CaseRecord;
	unreadable: CaseView['unreadable'];
	conflicts: readonly Conflict[];
	authorship: Readonly<Record<FieldPath, Saying>>;
	seqs: Record<string, number>;
	updatedAt: Date | null;
}

const nothingYet = (): StoredView => ({
	record: emptyRecord(),
	unreadable: [],
	conflicts: [],
	authorship: {},
	seqs: {},
	updatedAt: null,
});

function stored(row: typeof caseView.$inferSelect | undefined): StoredView {
	return row ? ({ ...row } as StoredView) : nothingYet();
}

async function storedView(db: Executor, caseId: string): Promise<StoredView> {
	const [row] = await db.select().from(caseView).where(eq(caseView.caseId, caseId)).limit(1);
	return stored(row);
}

type Names = (author: { personId: string; centerId: string }) => { name: string; centerName: string };

async function namesIn(db: Executor, authors: { personId: string; centerId: string }[]): Promise<Names> {
	if (authors.length === 0) return () => ({ name: '', centerName: '' });
	const personIds = [...new Set(authors.map((author) => author.personId))];
	const centerIds = [...new Set(authors.map((author) => author.centerId))];
	const people = await db
		.select({ id: person.id, name: person.name })
		.from(person)
		.where(inArray(person.id, personIds));
	const centers = await db
		.select({ id: center.id, name: center.name })
		.from(center)
		.where(inArray(center.id, centerIds));
	const nameOf = new Map([...people, ...centers].map((row) => [row.id, row.name]));
	return ({ personId, centerId }) => ({
		name: nameOf.get(personId) ?? 'Not known',
		centerName: nameOf.get(centerId) ?? 'Not known',
	});
}

/** The case view for a page. Private rooms are never in it. */
export async function viewOf(db: Executor, caseId: string): Promise<CaseView> {
	const view = await storedView(db, caseId);
	const values = view.conflicts.flatMap((conflict) => conflict.values);
	const names = await namesIn(db, [...Object.values(view.authorship), ...values]);
	const authorship = Object.entries(view.authorship).map(([path, author]) => {
		const { personId, centerId, at, seq } = author;
		return [path, { personId, centerId, at, seq, ...names(author) }];
	});
	return {
		...view,
		authorship: Object.fromEntries(authorship) as CaseView['authorship'],
		conflicts: view.conflicts.map(({ path, values }) => ({
			path,
			values: values.map((value) => ({ ...value, ...names(value) })),
		})),
	};
}

/** The views of several cases without names, for a list; a case without a row gets an empty one. */
export async function plainViewsOf(db: Executor, caseIds: string[]): Promise<(caseId: string) => StoredView> {
	const rows = caseIds.length
		? await db.select().from(caseView).where(inArray(caseView.caseId, caseIds))
		: [];
	const byCase = new Map(rows.map((row) => [row.caseId, row]));
	return (caseId) => stored(byCase.get(caseId));
}

/** Which version of each case's view is stored, without reading the records. */
export async function viewVersionsOf(
	db: Executor,
	caseIds: string[],
): Promise<(caseId: string) => Pick<StoredView, 'seqs' | 'updatedAt'>> {
	const { caseId, seqs, updatedAt } = caseView;
	const rows = caseIds.length
		? await db.select({ caseId, seqs, updatedAt }).from(caseView).where(inArray(caseId, caseIds))
		: [];
	const byCase = new Map(rows.map((row) => [row.caseId, row]));
	return (id) => byCase.get(id) ?? nothingYet();
}
