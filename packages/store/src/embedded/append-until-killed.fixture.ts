import { openStore } from '../open.ts';

/*
 * A process that appends for ever and prints each number once it is acknowledged; run by embedded.test.ts, which
 * kills it. Arguments: data folder, room, author, center, first value.
 */
const [dataDir = '', roomId = '', authorId = '', centerId = '', first = '0'] = process.argv.slice(2);
const store = await openStore({ dataDir });
process.stdout.write('open\n');
for (let value = Number(first); ; value += 1) {
	const update = new TextEncoder().encode(String(value));
	await store.log.append([{ roomId, update, authorId, centerId, sessionId: 'killed' }]);
	process.stdout.write(`${value}\n`);
}
