import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The folder is in use. `pid` is null when the holder did not leave its number. */
export class FolderInUse extends Error {
	readonly folder: string;
	readonly pid: number | null;
	constructor(folder: string, pid: number | null) {
		super(
			`The data folder ${folder} is in use by another Consilium process` +
				`${pid === null ? '' : ` (pid ${pid})`}. Stop it first, or name another folder. ` +
				'Two processes on one folder would destroy it.',
		);
		this.name = 'FolderInUse';
		this.folder = folder;
		this.pid = pid;
	}
}

interface Holder {
	pid: number;
	host: string;
	beat: number;
}

const FILE = 'consilium.lock';
const BEAT_MS = 2_000;
const WATCH_MS = 7_000;
const heldHere = new Set<string>();

/**
 * Takes the folder for this process or throws `FolderInUse`. `folder` must exist and be a real path.
 * The kernel's abstract socket decides on Linux and is gone with the process; the file with the heartbeat decides
 * between containers and on other systems, and a dead holder's file is taken over.
 */
export const lockFolder = async (folder: string): Promise<{ release(): void }> => {
	const file = join(folder, FILE);
	if (heldHere.has(folder)) throw new FolderInUse(folder, process.pid);
	heldHere.add(folder);
	try {
		const server = await listenAbstract(folder, file);
		try {
			await outliveOldHolder(folder, file);
		} catch (error) {
			server?.close();
			throw error;
		}
		const beat = startBeating(file);
		const release = () => {
			clearInterval(beat);
			rmSync(file, { force: true });
			server?.close();
			heldHere.delete(folder);
		};
		return { release };
	} catch (error) {
		heldHere.delete(folder);
		throw error;
	}
};

const listenAbstract = (folder: string, file: string): Promise<Server | null> => {
	if (process.platform !== 'linux') return Promise.resolve(null);
	const name = `\0consilium-${createHash('sha256').update(folder).digest('hex')}`;
	return new Promise((resolve, reject) => {
		const server = createServer((socket) => socket.destroy());
		server.unref();
		server.once('error', (error: NodeJS.ErrnoException) =>
			reject(error.code === 'EADDRINUSE' ? new FolderInUse(folder, readHolder(file)?.pid ?? null) : error),
		);
		server.listen(name, () => resolve(server));
	});
};

const outliveOldHolder = async (folder: string, file: string): Promise<void> => {
	const first = readHolder(file);
	if (!first || isDead(first)) return;
	const end = Date.now() + WATCH_MS;
	while (Date.now() < end) {
		await sleep(250);
		const now = readHolder(file);
		if (!now) return;
		if (now.beat !== first.beat) throw new FolderInUse(folder, now.pid);
	}
};

const startBeating = (file: string): NodeJS.Timeout => {
	const write = () => {
		const holder: Holder = { pid: process.pid, host: hostname(), beat: Date.now() };
		writeFileSync(`${file}.new`, JSON.stringify(holder));
		renameSync(`${file}.new`, file);
	};
	write();
	return setInterval(() => {
		try {
			write();
		} catch {
			// A full disk must not end the process: the socket still holds the folder.
		}
	}, BEAT_MS).unref();
};

const readHolder = (file: string): Holder | null => {
	if (!existsSync(file)) return null;
	try {
		const raw: unknown = JSON.parse(readFileSync(file, 'utf8'));
		const { pid, host, beat } = raw as Partial<Holder>;
		return typeof pid === 'number' && typeof host === 'string' && typeof beat === 'number'
			? { pid, host, beat }
			: null;
	} catch {
		return null;
	}
};

const isDead = (holder: Holder): boolean => {
	if (holder.host !== hostname()) return false;
	if (holder.pid === process.pid) return true;
	try {
		process.kill(holder.pid, 0);
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'ESRCH';
	}
};
