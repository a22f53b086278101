import { setEntry } from '@consilium/case-doc';
import { entered, pathOf, valueEntry } from '@consilium/case-model';
import { verifyAudit } from '@consilium/store';
import { joinRoom, realPostgres } from '@consilium/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people, startTestServer, type TestServer } from './serving.fixture.ts';

const postgres = await realPostgres('the whole server on Postgres');

describe.skipIf(!postgres.available)('a whole server on a Postgres server', () => {
	let server: TestServer;
	let drop: () => Promise<void>;

	beforeAll(async () => {
		if (!postgres.available) throw new Error('unreachable: the suite is skipped');
		const database = await postgres.createDatabase();
		drop = database.drop;
		server = await startTestServer({ DATABASE_URL: database.url });
	}, 60_000);

	afterAll(async () => {
		await server.remove();
		await drop();
	});

	it('[SERVER-16] seeds, serves, saves and audits as on the embedded database', async () => {
		const oncologist = await server.as(people.oncologist);
		const specialist = await server.as(people.specialist);
		const caseId = await server.caseOf(oncologist, 'Kowalski');
		const { rooms } = await oncologist.api.cases.open.query({ caseId });
		const roomId = rooms.find((room) => room.scope === 'referral')?.id ?? '';
		const typist = joinRoom({
			server: server.url.replace('http', 'ws'),
			roomId,
			cookie: oncologist.cookie(),
		});
		await typist.synced();
		setEntry(typist.doc, pathOf('question', 'reason'), valueEntry('He asks for it', entered));
		await typist.allSaved();
		const centers = await oncologist.api.centers.list.query();
		const toCenterId = centers.find((center) => center.kind === 'specialty')?.id ?? '';
		const { referralId } = await oncologist.api.referrals.send.mutate({
			caseId,
			toCenterId,
			plannedTreatmentOn: null,
			note: '',
			incompleteReason: 'urgent',
		});
		await specialist.api.referrals.accept.mutate({ referralId, note: '' });
		const opened = await specialist.api.cases.open.query({ caseId });
		expect(JSON.stringify(opened.view.record.entries['question/reason'])).toContain('He asks for it');
		expect(opened.view.authorship['question/reason']?.name).toContain('Lindqvist');
		typist.destroy();
		const me = await specialist.api.session.me.query();
		const centerId = me?.memberships[0]?.centerId ?? '';
		expect(await verifyAudit(server.app.store.db, centerId)).toMatchObject({ ok: true });
	});

	it('[SERVER-16] /ready says which store it is', async () => {
		const ready: unknown = await (await fetch(`${server.url}/ready`)).json();
		expect(ready).toMatchObject({ ok: true, store: { kind: 'postgres', ok: true } });
	});
});
