import { describe, expect, it } from 'vitest';
import { createLiveBus, type LiveEvent } from './live-bus.ts';

const event = (caseId: string, kind: LiveEvent['kind']): LiveEvent => ({ caseId, kind, at: new Date(0) });

describe('the live bus', () => {
	it('[BOARD-11] tells what was published after listening began, in order, and only what is wanted', async () => {
		const bus = createLiveBus();
		const stop = new AbortController();
		const heard: string[] = [];
		const listening = (async () => {
			for await (const one of bus.listen((told) => told.caseId === 'a', stop.signal)) heard.push(one.kind);
		})();
		await Promise.resolve();
		bus.publish(event('a', 'threads'));
		bus.publish(event('b', 'team'));
		bus.publish(event('a', 'referral'));
		await new Promise((done) => setTimeout(done, 5));
		expect(heard).toEqual(['threads', 'referral']);
		stop.abort();
		await listening;
		expect(bus.listeners()).toBe(0);
	});

	it('[BOARD-11] tells one kind of one case once, however often it waits', async () => {
		const bus = createLiveBus();
		const stop = new AbortController();
		const events = bus.listen(() => true, stop.signal);
		const first = events.next();
		for (let n = 0; n < 50; n += 1) bus.publish(event('a', 'view'));
		expect((await first).value).toMatchObject({ kind: 'view' });
		stop.abort();
		expect((await events.next()).done).toBe(true);
	});

	it('[BOARD-11] a listener that leaves is forgotten', async () => {
		const bus = createLiveBus();
		const events = bus.listen(() => true, new AbortController().signal);
		const first = events.next();
		bus.publish(event('a', 'view'));
		await first;
		await events.return(undefined);
		expect(bus.listeners()).toBe(0);
	});
});
