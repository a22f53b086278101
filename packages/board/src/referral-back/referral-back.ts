import { canonicalJson, handoffDocumentSchema, type HandoffDocument } from '@consilium/handoff';
import { schema, type Executor } from '@consilium/store';
import { asc, desc, eq } from 'drizzle-orm';
import { isId } from '../access/ids.ts';
import { hashOf } from './hash.ts';

const { person, referralBack, referralBackEvent } = schema;

export type ReferralBackState = 'draft' | 'signed' | 'acknowledged';

/** What the document was made from: the log position of the case and the judgement of the day. */
export interface Evidence {
	asOf: string;
	ruleSet: unknown;
	policyHash: string;
	seqs: Record<string, number>;
	factsHash: string;
}

/** Exactly what a signature covers; its hash is printed with it. */
export interface SignedContent {
	caseId: string;
	referralBackId: string;
	revision: number;
	document: HandoffDocument;
	evidence: Evidence;
	signer: { personId: string; name: string; role: string; centerName: string };
	meaning: string;
	signedAt: string;
}

export interface ReferralBack {
	id: string;
	caseId: string;
	referralId: string;
	/** The center that writes it; its drafts are for this center alone. */
	fromCenterId: string;
	revision: number;
	state: ReferralBackState;
	document: HandoffDocument;
	evidence: Evidence;
	hash: string | null;
	/** Whether what is stored is still exactly what was signed; null while unsigned. */
	intact: boolean | null;
	signedBy: { name: string; role: string; centerName: string } | null;
	signedAt: string | null;
	meaning: string | null;
	acknowledgedBy: string | null;
	acknowledgedAt: Date | null;
	acknowledgedNote: string | null;
}

type Row = typeof referralBack.$inferSelect;
type EventRow = typeof referralBackEvent.$inferSelect;

/** Whether a signed row still holds exactly what was signed, by whom and of which document. */
export function isIntact({ id, caseId }: Pick<Row, 'id' | 'caseId'>, event: EventRow): boolean {
	const content = event.detail as SignedContent;
	return (
		hashOf(content) === event.hash &&
		canonicalJson(content.document) === canonicalJson(event.document) &&
		canonicalJson(content.evidence) === canonicalJson(event.facts) &&
		content.referralBackId === id &&
		content.caseId === caseId &&
		content.signer.personId === event.personId &&
		content.meaning === event.meaning
	);
}

async function read(db: Executor, row: Row): Promise<ReferralBack> {
	const events = await db
		.select({ event: referralBackEvent, name: person.name })
		.from(referralBackEvent)
		.innerJoin(person, eq(person.id, referralBackEvent.personId))
		.where(eq(referralBackEvent.referralBackId, row.id))
		.orderBy(asc(referralBackEvent.revision));
	const last = events.at(-1);
	if (!last) throw new Error(`the referral-back ${row.id} has no revision`);
	const signature = events.find(({ event }) => event.kind === 'signed');
	const acknowledgement = events.find(({ event }) => event.kind === 'acknowledged');
	const content = signature?.event.detail as SignedContent | undefined;
	return {
		id: row.id,
		caseId: row.caseId,
		referralId: row.referralId,
		fromCenterId: row.fromCenterId,
		revision: last.event.revision,
		state: acknowledgement ? 'acknowledged' : signature ? 'signed' : 'draft',
		document: handoffDocumentSchema.parse(content ? content.document : last.event.document),
		evidence: last.event.facts as Evidence,
		hash: signature?.event.hash ?? null,
		intact: signature ? isIntact(row, signature.event) : null,
		signedBy: content?.signer ?? null,
		signedAt: content?.signedAt ?? null,
		meaning: content?.meaning ?? null,
		acknowledgedBy: acknowledgement?.name ?? null,
		acknowledgedAt: acknowledgement?.event.at ?? null,
		acknowledgedNote: acknowledgement?.event.note ?? null,
	};
}

/** Every generation of the case's referral-back, newest first. */
export async function referralBacksOf(db: Executor, caseId: string): Promise<ReferralBack[]> {
	const rows = await db
		.select()
		.from(referralBack)
		.where(eq(referralBack.caseId, caseId))
		.orderBy(desc(referralBack.number));
	const all: ReferralBack[] = [];
	for (const row of rows) all.push(await read(db, row));
	return all;
}

/** One by its id, whoever asks: callers check the case. */
export async function referralBackById(db: Executor, id: string): Promise<ReferralBack | null> {
	if (!isId(id)) return null;
	const [row] = await db.select().from(referralBack).where(eq(referralBack.id, id)).limit(1);
	return row ? read(db, row) : null;
}
