import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { beginJourney, taken, type Journey } from '../journey.fixture.ts';
import { replyToThread, resolveThread, startThread } from './commands.ts';
import { openThreadCounts, threadsOf, type Audience } from './thread.ts';

let journey: Journey;
let caseId: string;

beforeAll(async () => {
	journey = await beginJourney();
	caseId = await journey.open();
	await journey.accepted(caseId);
}, 60_000);
afterAll(() => journey.remove());

const seen = async (personId: string) => threadsOf(journey.store.db, await journey.actor(personId, caseId));

async function start(personId: string, audience: Audience, body = 'a question'): Promise<string> {
	const anchor = { kind: 'field', path: 'patient/birthDate' } as const;
	const input = { anchor, quote: 'Born 14-Mar-1961', audience, body };
	return taken(await startThread(journey.board, await journey.actor(personId, caseId), input)).threadId;
}

describe('threads between centers', () => {
	it('[BOARD-8] a shared thread is seen and answered at both centers, with who said what from where', async () => {
		const threadId = await start(journey.oncologist, 'shared', 'May we wait?');
		journey.pass(1);
		taken(await replyToThread(journey.board, journey.specialist, { threadId, body: 'Yes.' }));
		const thread = (await seen(journey.observer)).find((one) => one.id === threadId);
		expect(thread?.comments.map(({ body, author }) => [body, author.centerName, author.role])).toEqual([
			['May we wait?', 'Riverside', 'primaryOncologist'],
			['Yes.', 'Northgate', 'netSpecialist'],
		]);
		expect(thread?.anchor).toEqual({ kind: 'field', path: 'patient/birthDate', quote: 'Born 14-Mar-1961' });
	});

	it("[BOARD-9] a center's own thread is never seen, counted, answered, resolved or announced elsewhere", async () => {
		const canary = `canary-${crypto.randomUUID()}`;
		const counted = async () =>
			(await openThreadCounts(journey.store.db, [await journey.actor(journey.oncologist, caseId)])).get(
				caseId,
			);
		const before = await counted();
		journey.announced.length = 0;
		const threadId = await start(journey.coordinator, 'own', canary);
		expect((await seen(journey.specialist)).some((one) => one.id === threadId)).toBe(true);
		for (const personId of [journey.oncologist, journey.navigator, journey.observer])
			expect(JSON.stringify(await seen(personId))).not.toContain(canary);
		expect(await counted()).toBe(before);
		const missing = await replyToThread(journey.board, journey.oncologist, {
			threadId: crypto.randomUUID(),
			body: 'x',
		});
		expect(await replyToThread(journey.board, journey.oncologist, { threadId, body: 'x' })).toEqual(missing);
		expect(await resolveThread(journey.board, journey.oncologist, { threadId, resolved: true })).toEqual(
			missing,
		);
		expect(journey.announced.map((event) => event.onlyCenterId)).toEqual([journey.northgate]);
	});

	it('[BOARD-8] resolves and reopens; saying it again changes nothing; who reads only may do neither', async () => {
		const threadId = await start(journey.oncologist, 'shared');
		const resolve = (personId: string, resolved: boolean) =>
			resolveThread(journey.board, personId, { threadId, resolved });
		taken(await resolve(journey.surgeon, true));
		taken(await resolve(journey.surgeon, true));
		const resolvedOf = async () =>
			(await seen(journey.oncologist)).find((one) => one.id === threadId)?.resolved;
		expect(await resolvedOf()).toMatchObject({ by: expect.stringContaining('surgeon') });
		taken(await resolve(journey.oncologist, false));
		expect(await resolvedOf()).toBeNull();
		expect(await resolve(journey.observer, true)).toMatchObject({ ok: false, code: 'not-allowed' });
	});

	it('[BOARD-8] a stranger cannot tell a thread from none', async () => {
		const threadId = await start(journey.oncologist, 'shared');
		const foreign = await replyToThread(journey.board, journey.stranger, { threadId, body: 'x' });
		expect(foreign).toEqual(
			await replyToThread(journey.board, journey.stranger, { threadId: 'none', body: 'x' }),
		);
	});
});
