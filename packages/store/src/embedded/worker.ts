import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { DurableFs, durableStartParams } from './durable-fs.ts';
import { type WireEngine, WireServer } from './wire.ts';

/** What the starting thread hands over. */
export interface WorkerOrder {
	folder: string;
	socketPath: string;
	transactionLimitMs: number;
}
/** What the worker says: `ready` once, then one answer per request. */
export type WorkerWord =
	| { kind: 'ready'; fsync: boolean }
	| { kind: 'failed'; why: string }
	| { kind: 'fsyncs'; files: number; folders: number }
	| { kind: 'closed' };
export type WorkerRequest = 'close' | 'fsyncs';

const fsyncWorks = async (db: PGlite, files: DurableFs): Promise<boolean> => {
	const before = files.count.files;
	await db.query("select pg_logical_emit_message(true, 'consilium', 'is a commit kept?')");
	return files.count.files > before;
};

const start = async (order: WorkerOrder, say: (word: WorkerWord) => void): Promise<void> => {
	const files = new DurableFs(order.folder);
	const db = await PGlite.create({ fs: files, startParams: durableStartParams });
	const fsync = await fsyncWorks(db, files);
	const engine: WireEngine = {
		run: (batch, onRawData) => db.execProtocolRawStream(batch, { onRawData }),
		inTransaction: () => db.isInTransaction(),
	};
	const wire = new WireServer(engine, order.transactionLimitMs);
	await wire.listen(order.socketPath);
	const close = async () => {
		await wire.close();
		await db.close();
		say({ kind: 'closed' });
		parentPort?.close();
	};
	parentPort?.on('message', (request: WorkerRequest) => {
		if (request === 'close') void close();
		else say({ kind: 'fsyncs', ...files.count });
	});
	say({ kind: 'ready', fsync });
};

const say = (word: WorkerWord) => parentPort?.postMessage(word);
start(workerData as WorkerOrder, say).catch((error: unknown) => {
	say({ kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
});
