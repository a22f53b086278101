import { schema } from '@consilium/store';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdmission } from './admission.ts';
import { people, startTestServer, type TestServer } from './serving.fixture.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startTestServer();
}, 60_000);
afterAll(() => server.remove());

describe('admission to a live room', () => {
	it('[SERVER-20] joining is audited as a look; an open socket is asked again and again and never prolongs its session', async () => {
		const client = await server.as(people.oncologist);
		const { rooms } = await client.api.cases.open.query({ caseId: await server.caseOf(client, 'Rossi') });
		const { store, identity, originRule } = server.app;
		const token = identity.sessions.tokenOf(client.cookie()) ?? '';
		const { sessionId } = (await identity.sessions.validate(token)) ?? { sessionId: '' };
		const soon = new Date(Date.now() + 60_000);
		const mine = eq(schema.session.publicId, sessionId);
		await store.db.update(schema.session).set({ expiresAt: soon }).where(mine);
		const admission = createAdmission({ store, identity }, originRule);
		const request = {
			cookie: client.cookie(),
			origin: server.url,
			host: new URL(server.url).host,
			secure: false,
			roomId: rooms[0]?.id ?? '',
		};
		for (const purpose of ['join', 'recheck'] as const)
			expect(await admission.admit({ ...request, purpose })).toMatchObject({ ok: true, sessionId });
		const looks = await store.db
			.select({ action: schema.auditEvent.action })
			.from(schema.auditEvent)
			.where(eq(schema.auditEvent.action, 'case.join'));
		expect(looks).toHaveLength(1);
		const [row] = await store.db.select().from(schema.session).where(mine);
		expect(row?.expiresAt).toEqual(soon);
		await store.db
			.update(schema.session)
			.set({ expiresAt: new Date(Date.now() - 1) })
			.where(mine);
		const over = await admission.admit({ ...request, purpose: 'recheck' });
		expect(over).toEqual({ ok: false, code: 'signed-out' });
	});
});
