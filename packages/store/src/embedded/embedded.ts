import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lockFolder } from './folder-lock.ts';
import type { WorkerOrder, WorkerRequest, WorkerWord } from './worker.ts';

/** A running embedded database; connect with `host` as the socket's folder. */
export interface Embedded {
	host: string;
	port: number;
	/** True when a trial commit at start reached the disk's fsync. */
	fsync: boolean;
	fsyncs(): Promise<{ files: number; folders: number }>;
	/** Resolves with the reason when the worker ends without being asked to. */
	lost: Promise<string>;
	close(): Promise<void>;
}

export interface EmbeddedOptions {
	workerUrl?: URL;
	/** A transaction without a message for longer than this is rolled back and its connection closed. */
	transactionLimitMs?: number;
}

const PORT = 5432;
const SOCKET = `.s.PGSQL.${PORT}`;
const LONGEST_TMP = 40;

/** Next to this file in the source tree; next to the bundle (`embedded-worker.js`) once the server is bundled. */
const defaultWorker = (): URL =>
	new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './embedded-worker.js', import.meta.url);

/** Locks the folder, starts the database in a worker thread, waits until it answers. Throws `FolderInUse`. */
export const startEmbedded = async (
	dataDir: string,
	{ workerUrl = defaultWorker(), transactionLimitMs = 60_000 }: EmbeddedOptions = {},
): Promise<Embedded> => {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const folder = realpathSync(dataDir);
	const lock = await lockFolder(folder);
	const host = socketFolder(folder);
	const free = () => {
		rmSync(host, { recursive: true, force: true });
		lock.release();
	};
	try {
		return await startWorker({ folder: join(folder, 'database'), host, workerUrl, transactionLimitMs, free });
	} catch (error) {
		free();
		throw error;
	}
};

/**
 * A folder for the socket that is this user's alone; the same for a data folder each time, so that a killed process
 * leaves nothing that piles up. Not inside the data folder: a socket's path may have about 100 bytes at most.
 */
const socketFolder = (folder: string): string => {
	const user = process.getuid?.() ?? 0;
	const name = `consilium-${user}-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
	const path = join(tmpdir().length <= LONGEST_TMP ? tmpdir() : '/tmp', name);
	mkdirSync(path, { recursive: true, mode: 0o700 });
	const { uid, mode } = lstatSync(path);
	if (uid === user && (mode & 0o077) === 0) {
		rmSync(join(path, SOCKET), { force: true });
		return path;
	}
	return mkdtempSync(`${path}-`);
};

interface Start {
	folder: string;
	host: string;
	workerUrl: URL;
	transactionLimitMs: number;
	free(): void;
}

const startWorker = async ({
	folder,
	host,
	workerUrl,
	transactionLimitMs,
	free,
}: Start): Promise<Embedded> => {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const order: WorkerOrder = { folder, socketPath: join(host, SOCKET), transactionLimitMs };
	const worker = new Worker(workerUrl, { workerData: order, execArgv: [] });
	const gone = new Promise<string>((resolve) => {
		worker.once('error', (error) => resolve(error.message));
		worker.once('exit', (code) => resolve(`the embedded database ended (code ${code})`));
	});
	const ask = async (request: WorkerRequest): Promise<WorkerWord> => {
		const answer = nextWord(worker, gone);
		worker.postMessage(request);
		return answer;
	};
	const ready = await nextWord(worker, gone);
	if (ready.kind !== 'ready') {
		await worker.terminate();
		throw new Error(
			`the embedded database did not start: ${ready.kind === 'failed' ? ready.why : ready.kind}`,
		);
	}
	let closing = false;
	return {
		host,
		port: PORT,
		fsync: ready.fsync,
		async fsyncs() {
			const word = await ask('fsyncs');
			return word.kind === 'fsyncs' ? { files: word.files, folders: word.folders } : { files: 0, folders: 0 };
		},
		lost: gone.then((why) => (closing ? new Promise<string>(() => {}) : why)),
		async close() {
			if (closing) return;
			closing = true;
			await ask('close');
			await worker.terminate();
			free();
		},
	};
};

const nextWord = (worker: Worker, gone: Promise<string>): Promise<WorkerWord> =>
	Promise.race([
		new Promise<WorkerWord>((resolve) => worker.once('message', resolve)),
		gone.then((why): WorkerWord => ({ kind: 'failed', why })),
	]);
