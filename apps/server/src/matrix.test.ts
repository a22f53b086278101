import { appRouter, transformer } from '@consilium/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from './client.fixture.ts';
import { people, startTestServer, type TestServer } from './serving.fixture.ts';

type Kind = 'query' | 'mutation' | 'subscription';

/** Ids of things that are there and belong to others, or of things that are nowhere. */
interface Ids {
	caseId: string;
	threadId: string;
	overrideId: string;
	referralId: string;
	id: string;
	centerId: string;
}

const nowhere = (): Ids => ({
	caseId: crypto.randomUUID(),
	threadId: crypto.randomUUID(),
	overrideId: crypto.randomUUID(),
	referralId: crypto.randomUUID(),
	id: crypto.randomUUID(),
	centerId: crypto.randomUUID(),
});

/** For every procedure an input that its schema accepts, about given ids. A procedure without a line here fails the test. */
const inputs: Record<string, (ids: Ids) => unknown> = {
	'session.me': () => undefined,
	'session.signIn': () => ({ email: 'nobody@example.org', password: 'x' }),
	'session.signOut': () => undefined,
	'session.demoStaff': () => undefined,
	'session.signInAs': ({ id }) => ({ personId: id }),
	'session.invitation': ({ id }) => ({ token: id }),
	'session.acceptInvitation': ({ id }) => ({ token: id, name: 'x', password: 'long enough for all' }),
	'centers.list': () => undefined,
	'centers.people': ({ centerId }) => ({ centerId }),
	'centers.invite': ({ centerId }) => ({
		centerId,
		email: 'new@example.org',
		name: '',
		roles: ['member'],
		caseRole: null,
	}),
	'cases.list': () => undefined,
	'cases.create': ({ centerId }) => ({ centerId, entries: {}, prose: {} }),
	'cases.importBundle': ({ centerId }) => ({
		centerId,
		fileName: 'x.json',
		text: JSON.stringify({ resourceType: 'Patient', id: 'p', name: [{ family: 'X', given: ['Y'] }] }),
	}),
	'cases.open': ({ caseId }) => ({ caseId }),
	'cases.view': ({ caseId }) => ({ caseId }),
	'cases.team': ({ caseId }) => ({ caseId }),
	'cases.findings': ({ caseId }) => ({ caseId }),
	'findings.overrides': ({ caseId }) => ({ caseId }),
	'findings.override': ({ caseId }) => ({
		caseId,
		findingKey: 'X',
		factsFingerprint: 'x',
		reason: 'patient-refuses',
		comment: 'x',
	}),
	'findings.withdrawOverride': ({ overrideId }) => ({ overrideId }),
	'threads.list': ({ caseId }) => ({ caseId }),
	'threads.start': ({ caseId }) => ({
		caseId,
		anchor: { kind: 'case' },
		quote: '',
		audience: 'shared',
		body: 'x',
	}),
	'threads.reply': ({ threadId }) => ({ threadId, body: 'x' }),
	'threads.resolve': ({ threadId }) => ({ threadId, resolved: true }),
	'referrals.get': ({ caseId }) => ({ caseId }),
	'referrals.send': ({ caseId, centerId }) => ({
		caseId,
		toCenterId: centerId,
		plannedTreatmentOn: null,
		note: '',
		incompleteReason: 'x',
	}),
	'referrals.accept': ({ referralId }) => ({ referralId, note: '' }),
	'referrals.returnForInformation': ({ referralId }) => ({ referralId, items: ['x'], note: '' }),
	'referrals.resend': ({ referralId }) => ({ referralId, note: '' }),
	'referrals.decline': ({ referralId }) => ({ referralId, reason: 'other', advice: 'x' }),
	'referralBacks.get': ({ caseId }) => ({ caseId }),
	'referralBacks.generate': ({ caseId }) => ({ caseId }),
	'referralBacks.edit': ({ id }) => ({ id, revision: 1, edits: [{ blockId: 'x', text: 'x' }] }),
	'referralBacks.sign': ({ id }) => ({ id, revision: 1, meaning: 'x', password: 'x' }),
	'referralBacks.acknowledge': ({ id }) => ({ id, note: '' }),
	'live.case': ({ caseId }) => ({ caseId }),
	'live.mine': () => undefined,
};

/** What may be asked without being signed in. */
const open = new Set([
	'session.me',
	'session.signIn',
	'session.demoStaff',
	'session.signInAs',
	'session.invitation',
	'session.acceptInvitation',
]);

const procedures = Object.entries(appRouter._def.procedures).map(([name, procedure]) => ({
	name,
	kind: (procedure as unknown as { _def: { type: Kind } })._def.type,
}));

/** Those that are about something which belongs to somebody. */
const owned = procedures.filter(({ name }) => !open.has(name) && inputs[name]?.(nowhere()) !== undefined);

let server: TestServer;
let stranger: Client;
let theirs: Ids;

interface Answer {
	status: number;
	code: unknown;
	refusal: unknown;
	message: unknown;
}

async function ask(
	{ name, kind }: { name: string; kind: Kind },
	input: unknown,
	cookie: string,
): Promise<Answer> {
	const text = input === undefined ? undefined : JSON.stringify(transformer.serialize(input));
	const query = kind !== 'mutation' && text !== undefined ? `?input=${encodeURIComponent(text)}` : '';
	const stop = new AbortController();
	const timer = setTimeout(() => stop.abort(), 5_000);
	const answer = await fetch(`${server.url}/trpc/${name}${query}`, {
		method: kind === 'mutation' ? 'POST' : 'GET',
		signal: stop.signal,
		headers: {
			origin: server.url,
			...(cookie !== '' && { cookie }),
			...(kind === 'mutation' && { 'content-type': 'application/json' }),
		},
		...(kind === 'mutation' && text !== undefined && { body: text }),
	});
	const told = errorIn(await answer.text());
	clearTimeout(timer);
	if (told === null) return { status: answer.status, code: null, refusal: null, message: null };
	const { message, data } = transformer.deserialize(told) as {
		message: string;
		data: { code: string; httpStatus: number; refusal: { code: string } | null };
	};
	return { status: data.httpStatus, code: data.code, refusal: data.refusal?.code ?? null, message };
}

/** The error of an answer, as it travels: in its JSON, or as an event of a stream. Null when there is none. */
function errorIn(text: string): string | null {
	const event = /^event: serialized-error\ndata: (.*)$/m.exec(text)?.[1];
	if (event !== undefined) return JSON.parse(event) as string;
	return (JSON.parse(text) as { error?: string }).error ?? null;
}

beforeAll(async () => {
	server = await startTestServer();
	stranger = await server.as(people.stranger);
	const specialist = await server.as(people.specialist);
	const { api } = specialist;
	const caseId = await server.caseOf(specialist, 'Hauser');
	const threads = { caseId, anchor: { kind: 'case' }, quote: '', audience: 'shared', body: 'x' } as const;
	const { threadId } = await api.threads.start.mutate(threads);
	const { id } = await api.referralBacks.generate.mutate({ caseId });
	const dubois = await server.caseOf(specialist, 'Dubois');
	const { findings } = await api.cases.findings.query({ caseId: dubois });
	const finding = findings.find((one) => one.severity === 'critical');
	if (!finding) throw new Error('the demo has no critical finding to set aside');
	const { overrideId } = await api.findings.override.mutate({
		caseId: dubois,
		findingKey: finding.key,
		factsFingerprint: finding.factsFingerprint,
		reason: 'patient-refuses',
		comment: 'x',
	});
	const { referral } = await api.referrals.get.query({ caseId });
	const me = await api.session.me.query();
	theirs = {
		caseId,
		threadId,
		overrideId,
		id,
		referralId: referral?.id ?? '',
		centerId: me?.memberships[0]?.centerId ?? '',
	};
}, 60_000);
afterAll(() => server.remove());

describe('every procedure', () => {
	it('[API-1] has a line in this matrix, and no line is left over', () => {
		expect(procedures.map(({ name }) => name).sort()).toEqual(Object.keys(inputs).sort());
	});

	it.each(procedures.filter(({ name }) => !open.has(name)))(
		'[API-2] $name is refused alike to who is not signed in, whatever it is about',
		async (procedure) => {
			const about = inputs[procedure.name];
			const signedOut = { status: 401, code: 'UNAUTHORIZED', refusal: null, message: 'Sign in first.' };
			expect(await ask(procedure, about?.(theirs), '')).toEqual(signedOut);
			expect(await ask(procedure, about?.(nowhere()), 'consilium=forged')).toEqual(signedOut);
		},
	);

	it.each(owned)(
		"[API-3] $name answers a third center's person about what is not theirs as about what is not there",
		async (procedure) => {
			const about = inputs[procedure.name];
			const foreign = await ask(procedure, about?.(theirs), stranger.cookie());
			const missing = await ask(procedure, about?.(nowhere()), stranger.cookie());
			expect(foreign).toEqual(missing);
			expect(foreign).toMatchObject({ status: 404, code: 'NOT_FOUND', refusal: 'not-found' });
		},
	);

	it.each(owned)('[API-4] $name refuses a field that it does not know, by name', async (procedure) => {
		const specialist = await server.as(people.specialist);
		const input = { ...(inputs[procedure.name]?.(theirs) as object), isAdmin: true };
		const answer = await ask(procedure, input, specialist.cookie());
		expect(answer).toMatchObject({
			status: 400,
			refusal: 'invalid',
			message: expect.stringContaining('isAdmin'),
		});
	});
});
