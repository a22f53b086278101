import { schema } from '@consilium/store';
import { bothEngines, type FreshStore } from '@consilium/testkit';
import { eq, sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
import { argon2id, type PasswordHasher } from './passwords.ts';

const PASSWORD = 'a long enough passphrase';
const MINUTE = 60_000;

/** Counts what reaches a hash; cheap and exact. The true argon2id has its own test below. */
const countingHasher = () => {
	const counted = { hashes: 0, checks: 0 };
	const hasher: PasswordHasher = {
		hash: (password) => Promise.resolve(`plain:${password}`).finally(() => (counted.hashes += 1)),
		verify: (hashed, password) =>
			Promise.resolve(hashed === `plain:${password}`).finally(() => (counted.checks += 1)),
	};
	return { counted, hasher };
};

for (const { engine, skip, fresh } of await bothEngines('identity')) {
	describe.skipIf(skip)(`identity on ${engine}`, () => {
		let home: FreshStore;
		beforeAll(async () => {
			home = await fresh();
		});
		afterAll(() => home?.remove());
		afterEach(() => {
			vi.useRealTimers();
		});

		const identityWith = (options: Partial<IdentityOptions> = {}) => {
			const { counted, hasher } = countingHasher();
			const db = home.store.db;
			return { counted, identity: createIdentity({ db, secureCookies: true, hasher, ...options }) };
		};
		const newPerson = async (identity: Identity, password: string | null = PASSWORD) => {
			const email = `demo-${crypto.randomUUID()}@example.org`;
			const [made] = await home.store.db
				.insert(schema.person)
				.values({ email, name: 'Demo Person', initials: 'DP' })
				.returning();
			if (!made) throw new Error('no person');
			if (password !== null) expect(await identity.setPassword(made.id, password)).toEqual({ ok: true });
			return { id: made.id, email };
		};
		const newCenter = async (name: string) => {
			const [made] = await home.store.db
				.insert(schema.center)
				.values({ name, kind: 'referring', timeZone: 'Europe/Berlin' })
				.returning();
			if (!made) throw new Error('no center');
			return made.id;
		};
		const tryIn = (identity: Identity, email: string, password = PASSWORD, address = '192.0.2.1') =>
			identity.signIn({ email, password, address });
		const signedIn = async (identity: Identity, email: string) => {
			const answer = await tryIn(identity, email);
			if (!answer.ok) throw new Error(answer.why);
			return answer;
		};
		/** Moves the clock that Lucia and we read, and nothing else. */
		const at = (ms: number) => {
			vi.useFakeTimers({ toFake: ['Date'], now: ms });
		};
		const wholeDatabase = async (): Promise<string> => {
			const tables = await home.store.db.execute<{ name: string }>(
				sql`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
					where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`,
			);
			const dumps = tables.rows.map(({ name }) =>
				home.store.db.execute<{ row: string }>(sql.raw(`select t::text as row from ${name} t`)),
			);
			return (await Promise.all(dumps)).flatMap(({ rows }) => rows.map(({ row }) => row)).join('\n');
		};

		test('[IDEN-1] the right password signs in; the address is not case sensitive; each sign-in has a new token', async () => {
			const { identity } = identityWith();
			const { id, email } = await newPerson(identity);
			const [one, two] = [
				await signedIn(identity, email),
				await signedIn(identity, ` ${email.toUpperCase()} `),
			];
			expect(one.token).not.toBe(two.token);
			expect(await identity.sessions.validate(one.token)).toMatchObject({
				personId: id,
				sessionId: one.sessionId,
			});
			expect(await identity.sessions.validate(two.token)).toMatchObject({
				personId: id,
				sessionId: two.sessionId,
			});
		});

		test('[IDEN-2] unknown address, no password, disabled account and wrong password: one answer, one hash check each', async () => {
			const { identity, counted } = identityWith();
			const known = await newPerson(identity);
			const withoutPassword = await newPerson(identity, null);
			const disabled = await newPerson(identity);
			await home.store.db
				.update(schema.person)
				.set({ disabledAt: new Date() })
				.where(eq(schema.person.id, disabled.id));
			const tries: [string, string][] = [
				['nobody@example.org', PASSWORD],
				[known.email, 'not the passphrase'],
				[withoutPassword.email, PASSWORD],
				[disabled.email, PASSWORD],
			];
			for (const [email, password] of tries) {
				const before = counted.checks;
				expect(await tryIn(identity, email, password)).toEqual({ ok: false, why: 'wrong' });
				expect(counted.checks - before).toBe(1);
			}
		});

		test('[IDEN-3] a dump of the database holds no usable session and no usable invitation', async () => {
			const { identity } = identityWith();
			const { id, email } = await newPerson(identity);
			const { token, sessionId } = await signedIn(identity, email);
			const centerId = await newCenter('Dump Center');
			const link = await identity.invite({
				centerId,
				email: 'dump@example.org',
				name: '',
				roles: ['member'],
				caseRole: null,
				invitedBy: id,
			});
			const dump = await wholeDatabase();
			expect(dump).toContain(email);
			expect(dump).toContain(sessionId);
			expect(dump).not.toContain(token);
			expect(dump).not.toContain(link.token);
			const [row] = await home.store.db.select().from(schema.session).where(eq(schema.session.personId, id));
			for (const stored of [row?.idHash ?? '', row?.publicId ?? ''])
				expect(await identity.sessions.validate(stored)).toBeNull();
		});

		test('[IDEN-4] a session that is not used ends; one that is used slides on and sends its cookie again', async () => {
			const { identity } = identityWith({ idleMinutes: 60, absoluteMinutes: 600 });
			const { email } = await newPerson(identity);
			const start = Date.now();
			const used = await signedIn(identity, email);
			const idle = await signedIn(identity, email);
			at(start + 20 * MINUTE);
			expect(await identity.sessions.validate(used.token)).toMatchObject({ fresh: false });
			at(start + 40 * MINUTE);
			const slid = await identity.sessions.validate(used.token);
			expect(slid).toMatchObject({ fresh: true });
			expect(slid?.cookie).toContain(used.token);
			at(start + 70 * MINUTE);
			expect(await identity.sessions.validate(idle.token)).toBeNull();
			expect(await identity.sessions.validate(used.token)).not.toBeNull();
		});

		test('[IDEN-5] no session outlives its absolute end, however much it is used', async () => {
			const { identity } = identityWith({ idleMinutes: 60, absoluteMinutes: 150 });
			const { email } = await newPerson(identity);
			const start = Date.now();
			const { token } = await signedIn(identity, email);
			for (const minutes of [40, 80, 120, 149]) {
				at(start + minutes * MINUTE);
				expect(await identity.sessions.validate(token)).not.toBeNull();
			}
			at(start + 151 * MINUTE);
			expect(await identity.sessions.validate(token)).toBeNull();
		});

		test('[IDEN-6] sign-out ends that session and names it; the others stay; ending all ends all', async () => {
			const { identity } = identityWith();
			const { id, email } = await newPerson(identity);
			const [one, two] = [await signedIn(identity, email), await signedIn(identity, email)];
			expect(await identity.signOut(one.token)).toBe(one.sessionId);
			expect(await identity.sessions.validate(one.token)).toBeNull();
			expect(await identity.sessions.validate(two.token)).not.toBeNull();
			expect(await identity.signOut(one.token)).toBeNull();
			await identity.sessions.endAll(id);
			expect(await identity.sessions.validate(two.token)).toBeNull();
		});

		test('[IDEN-7] a disabled person is signed out at once', async () => {
			const { identity } = identityWith();
			const { id, email } = await newPerson(identity);
			const { token } = await signedIn(identity, email);
			await home.store.db
				.update(schema.person)
				.set({ disabledAt: new Date() })
				.where(eq(schema.person.id, id));
			expect(await identity.sessions.validate(token)).toBeNull();
			expect(await identity.meOf(id)).toBeNull();
		});

		test('[IDEN-8] the cookie is __Host-, Secure, HttpOnly, Lax on https; plain only where https is not', () => {
			const { sessions } = identityWith().identity;
			const blank = sessions.blankCookie();
			for (const part of ['__Host-consilium=', 'Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/', 'Max-Age=0'])
				expect(blank).toContain(part);
			expect(blank).not.toContain('Domain');
			const plain = identityWith({ secureCookies: false }).identity.sessions.blankCookie();
			expect(plain).toMatch(/^consilium=/);
			expect(plain).not.toContain('Secure');
			expect(sessions.tokenOf('a=b; __Host-consilium=xyz; c=d')).toBe('xyz');
			expect(sessions.tokenOf('consilium=xyz')).toBeNull();
			expect(sessions.tokenOf(undefined)).toBeNull();
		});

		test('[IDEN-9] ten wrong tries on an account reach a hash in 15 minutes, from anywhere; then slow down; then again', async () => {
			const { identity, counted } = identityWith();
			const { email } = await newPerson(identity);
			const before = counted.checks;
			for (let i = 0; i < 25; i++) await tryIn(identity, email, 'wrong wrong wrong', `192.0.2.${i}`);
			expect(counted.checks - before).toBe(10);
			const refused = await tryIn(identity, email);
			expect(refused).toMatchObject({ ok: false, why: 'slow-down' });
			if (refused.ok || refused.why !== 'slow-down') throw new Error('not slowed');
			expect(refused.retryAfterSeconds).toBeGreaterThan(0);
			expect(refused.retryAfterSeconds).toBeLessThanOrEqual(900);
		});

		test('[IDEN-10] an account that nobody has is limited the same way', async () => {
			const { identity } = identityWith();
			const answers = [];
			for (let i = 0; i < 11; i++)
				answers.push(await tryIn(identity, 'ghost@example.org', 'x', `192.0.2.${i}`));
			expect(answers.map((answer) => (answer.ok ? 'in' : answer.why))).toEqual([
				...Array.from({ length: 10 }, () => 'wrong'),
				'slow-down',
			]);
		});

		test('[IDEN-11] one address that sprays over accounts is limited; right tries do not count', async () => {
			const { identity, counted } = identityWith({ limits: { perAddress: 5 } });
			const { email } = await newPerson(identity);
			for (let i = 0; i < 20; i++) expect((await tryIn(identity, email)).ok).toBe(true);
			const before = counted.checks;
			for (let i = 0; i < 20; i++) await tryIn(identity, `spray-${i}@example.org`);
			expect(counted.checks - before).toBe(5);
			expect((await tryIn(identity, email, PASSWORD, '198.51.100.7')).ok).toBe(true);
		});

		test('[IDEN-12] every try leaves an audit row, and none holds an address of mail or a password', async () => {
			const { identity } = identityWith();
			const { id, email } = await newPerson(identity);
			const count = async () => (await home.store.db.select().from(schema.auditEvent)).length;
			const before = await count();
			await tryIn(identity, 'secret-unknown@example.org', 'secret-try');
			await tryIn(identity, email, 'secret-try');
			await tryIn(identity, email);
			expect(await count()).toBe(before + 3);
			const rows = await home.store.db.select().from(schema.auditEvent);
			expect(rows.some((row) => row.action === 'session.signed-in' && row.personId === id)).toBe(true);
			expect(JSON.stringify(rows)).not.toMatch(/secret|@example/);
		});

		test('[IDEN-13] an invitation makes an account and a membership, once', async () => {
			const { identity } = identityWith();
			const inviter = await newPerson(identity);
			const centerId = await newCenter('Inviting Center');
			const order = {
				centerId,
				email: 'New.Person@example.org',
				name: 'Dr. New Person',
				roles: ['member', 'clinician'],
				caseRole: 'surgeon',
				title: 'Surgeon',
				invitedBy: inviter.id,
			};
			const { token } = await identity.invite(order);
			expect(await identity.invitation(token)).toMatchObject({
				centerName: 'Inviting Center',
				hasAccount: false,
			});
			const given = { token, name: '', password: PASSWORD, address: '192.0.2.1' };
			expect(await identity.acceptInvitation({ ...given, password: 'short' })).toEqual({
				ok: false,
				why: 'too-short',
			});
			const results = await Promise.all([identity.acceptInvitation(given), identity.acceptInvitation(given)]);
			expect(results.filter((result) => result.ok)).toHaveLength(1);
			expect(await identity.acceptInvitation(given)).toEqual({ ok: false, why: 'gone' });
			expect(await identity.invitation(token)).toBeNull();
			const { personId } = await signedIn(identity, 'new.person@example.org');
			expect(await identity.meOf(personId)).toMatchObject({
				person: { name: 'Dr. New Person', initials: 'NP' },
				memberships: [{ centerId, roles: ['member', 'clinician'], caseRole: 'surgeon', title: 'Surgeon' }],
			});
		});

		test('[IDEN-14] an invitation to an address that has an account asks for its password and sets none', async () => {
			const { identity } = identityWith();
			const known = await newPerson(identity);
			const centerId = await newCenter('Second Center');
			const { token } = await identity.invite({
				centerId,
				email: known.email.toUpperCase(),
				name: 'Mallory',
				roles: ['member'],
				caseRole: null,
				invitedBy: (await newPerson(identity)).id,
			});
			const address = '192.0.2.1';
			const chosen = { token, name: 'Mallory', password: 'chosen by a stranger', address };
			expect(await identity.acceptInvitation(chosen)).toEqual({ ok: false, why: 'wrong-password' });
			expect((await tryIn(identity, known.email)).ok).toBe(true);
			const own = await identity.acceptInvitation({ ...chosen, password: PASSWORD });
			expect(own).toEqual({ ok: true, personId: known.id });
			expect((await identity.meOf(known.id))?.person.name).toBe('Demo Person');
		});

		test('[IDEN-15] an invitation is over after seven days', async () => {
			const { identity } = identityWith();
			const inviter = await newPerson(identity);
			const centerId = await newCenter('Late Center');
			const order = { centerId, email: 'late@example.org', name: 'Late', roles: [], caseRole: null };
			const { token } = await identity.invite({ ...order, invitedBy: inviter.id });
			at(Date.now() + 7 * 24 * 60 * MINUTE + 1);
			expect(await identity.invitation(token)).toBeNull();
			const answer = await identity.acceptInvitation({
				token,
				name: 'Late',
				password: PASSWORD,
				address: '192.0.2.1',
			});
			expect(answer).toEqual({ ok: false, why: 'gone' });
		});

		test('[IDEN-21] an invitation is no way to guess the password of an account, nor to give oneself a role', async () => {
			const { identity, counted } = identityWith();
			const victim = await newPerson(identity);
			const mallory = await newPerson(identity);
			const centerId = await newCenter('Guessing Center');
			const order = {
				centerId,
				name: '',
				roles: ['member'],
				caseRole: 'netSpecialist',
				invitedBy: mallory.id,
			};
			const guess = await identity.invite({ ...order, email: victim.email });
			const before = counted.checks;
			for (let i = 0; i < 30; i++) {
				const given = { token: guess.token, name: '', password: `guess ${i}`, address: `192.0.2.${i}` };
				expect((await identity.acceptInvitation(given)).ok).toBe(false);
			}
			expect(counted.checks - before).toBe(10);
			const own = await identity.invite({ ...order, email: mallory.email });
			const taken = { token: own.token, name: '', password: PASSWORD, address: '192.0.2.99' };
			expect(await identity.acceptInvitation(taken)).toEqual({ ok: false, why: 'own-invitation' });
			expect((await identity.meOf(mallory.id))?.memberships).toEqual([]);
		});

		test('[IDEN-22] looking at a session never prolongs it; it is over in time all the same', async () => {
			const { identity } = identityWith({ idleMinutes: 60, absoluteMinutes: 600 });
			const { id, email } = await newPerson(identity);
			const { token, sessionId } = await signedIn(identity, email);
			const start = Date.now();
			for (let minutes = 10; minutes < 60; minutes += 10) {
				at(start + minutes * MINUTE);
				expect(await identity.sessions.validate(token, 'look')).toMatchObject({ personId: id, sessionId });
			}
			at(start + 61 * MINUTE);
			expect(await identity.sessions.validate(token, 'look')).toBeNull();
			expect(await identity.sessions.validate(token)).toBeNull();
		});

		test('[IDEN-23] an address that has used up its tries uses up neither an account nor the house', async () => {
			const { identity } = identityWith({ limits: { perAddress: 5, overall: 30 } });
			const { email } = await newPerson(identity);
			for (let i = 0; i < 100; i++) await tryIn(identity, `spray-${i}@example.org`, 'x', `2001:db8::1:${i}`);
			for (let i = 0; i < 20; i++) await tryIn(identity, email, 'x', '2001:db8:0:0:ffff::7');
			expect((await tryIn(identity, email, PASSWORD, '2001:db8:1::1')).ok).toBe(true);
		});

		test('[IDEN-16] step-up tells right from wrong and slows down too', async () => {
			const { identity } = identityWith();
			const { id } = await newPerson(identity);
			expect(await identity.checkPassword(id, PASSWORD)).toBe('right');
			for (let i = 0; i < 10; i++) expect(await identity.checkPassword(id, 'wrong')).toBe('wrong');
			expect(await identity.checkPassword(id, PASSWORD)).toBe('slow-down');
			const rows = await home.store.db
				.select()
				.from(schema.auditEvent)
				.where(eq(schema.auditEvent.personId, id));
			expect(rows.filter((row) => row.action === 'session.step-up-refused')).toHaveLength(11);
		});
	});
}

describe('passwords', () => {
	test('[IDEN-17] are kept as argon2id with 19 MiB, 2 passes, 1 lane', async () => {
		const hashed = await argon2id.hash(PASSWORD);
		expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
		expect(await argon2id.verify(hashed, PASSWORD)).toBe(true);
		expect(await argon2id.verify(hashed, `${PASSWORD}.`)).toBe(false);
	});
});
