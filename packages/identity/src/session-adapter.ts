import { type Db, schema } from '@consilium/store';
import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession } from 'lucia';
import { hashToken } from './token.ts';

const { person, session } = schema;

/**
 * Lucia's adapter on our table. The id that Lucia knows is the token; the table has only its SHA-256, so that a
 * dump of the database holds no usable session. No session outlives its absolute end or a disabled person.
 */
export const createSessionAdapter = (db: Db, absoluteMinutes: number): Adapter => ({
	async getSessionAndUser(token) {
		const [row] = await db
			.select({ session })
			.from(session)
			.innerJoin(person, and(eq(person.id, session.personId), isNull(person.disabledAt)))
			.where(eq(session.idHash, hashToken(token)));
		if (!row || row.session.absoluteExpiresAt.getTime() <= Date.now()) return [null, null];
		return [toLucia(token, row.session), { id: row.session.personId, attributes: {} }];
	},
	async getUserSessions(personId) {
		const rows = await db.select().from(session).where(eq(session.personId, personId));
		return rows.map((row) => toLucia(row.idHash, row));
	},
	async setSession({ id: token, userId: personId, expiresAt, attributes }) {
		const absoluteExpiresAt = new Date(Date.now() + absoluteMinutes * 60_000);
		await db.insert(session).values({
			idHash: hashToken(token),
			publicId: attributes.publicId,
			personId,
			expiresAt: earlier(expiresAt, absoluteExpiresAt),
			absoluteExpiresAt,
		});
	},
	async updateSessionExpiration(token, expiresAt) {
		await db
			.update(session)
			.set({ expiresAt: sql`least(${expiresAt.toISOString()}::timestamptz, ${session.absoluteExpiresAt})` })
			.where(eq(session.idHash, hashToken(token)));
	},
	async deleteSession(token) {
		await db.delete(session).where(eq(session.idHash, hashToken(token)));
	},
	async deleteUserSessions(personId) {
		await db.delete(session).where(eq(session.personId, personId));
	},
	async deleteExpiredSessions() {
		await db.delete(session).where(lte(session.expiresAt, new Date()));
	},
});

const toLucia = (id: string, row: typeof session.$inferSelect): DatabaseSession => ({
	id,
	userId: row.personId,
	expiresAt: row.expiresAt,
	attributes: { publicId: row.publicId },
});

const earlier = (a: Date, b: Date): Date => (a.getTime() < b.getTime() ? a : b);
