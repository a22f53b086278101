import { createServer, type Server, type Socket } from 'node:net';
import { FrameReader } from './wire-frames.ts';

/** The one session of the embedded database. `run` executes a whole batch of client messages. */
export interface WireEngine {
	run(batch: Uint8Array, onBytes: (bytes: Uint8Array) => void): Promise<void>;
	inTransaction(): boolean;
}

interface Job {
	connection: Connection;
	batch: Uint8Array;
}
interface Connection {
	socket: Socket;
	open: boolean;
}

const rollback = Uint8Array.from([0x51, 0, 0, 0, 13, ...new TextEncoder().encode('ROLLBACK'), 0]);

/**
 * Speaks the Postgres wire protocol on a local socket for an engine that has one session only. A connection's
 * messages reach the engine as whole batches (up to Sync), and while one connection is in a transaction only its
 * batches run, so that connections never see each other's statements. A connection that dies in a transaction, or
 * holds one for longer than `transactionLimitMs` without a message, is rolled back.
 */
export class WireServer {
	readonly #engine: WireEngine;
	readonly #transactionLimitMs: number;
	readonly #server: Server;
	readonly #connections = new Set<Connection>();
	#jobs: Job[] = [];
	#owner: Connection | null = null;
	#ownerTimer: NodeJS.Timeout | undefined;
	#working = false;

	constructor(engine: WireEngine, transactionLimitMs: number) {
		this.#engine = engine;
		this.#transactionLimitMs = transactionLimitMs;
		this.#server = createServer((socket) => this.#accept(socket));
	}

	listen(path: string): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(path, () => resolve());
		});
	}

	async close(): Promise<void> {
		for (const connection of this.#connections) connection.socket.destroy();
		await new Promise<void>((resolve) => this.#server.close(() => resolve()));
	}

	#accept(socket: Socket): void {
		const connection: Connection = { socket, open: true };
		const reader = new FrameReader();
		this.#connections.add(connection);
		socket.setNoDelay(true);
		socket.on('data', (bytes) => {
			for (const step of reader.read(bytes)) {
				if (step.kind === 'no-tls') socket.write('N');
				else if (step.kind === 'end') socket.end();
				else this.#enqueue({ connection, batch: step.bytes });
			}
		});
		socket.on('error', () => socket.destroy());
		socket.on('close', () => this.#drop(connection));
	}

	#enqueue(job: Job): void {
		this.#jobs.push(job);
		void this.#work();
	}

	#drop(connection: Connection): void {
		connection.open = false;
		this.#connections.delete(connection);
		this.#jobs = this.#jobs.filter((job) => job.connection !== connection);
		void this.#work();
	}

	#next(): Job | undefined {
		const owner = this.#owner;
		if (owner && !owner.open) return { connection: owner, batch: rollback };
		const at = owner ? this.#jobs.findIndex((job) => job.connection === owner) : 0;
		return at < 0 ? undefined : this.#jobs.splice(at, 1)[0];
	}

	async #work(): Promise<void> {
		if (this.#working) return;
		this.#working = true;
		try {
			for (let job = this.#next(); job; job = this.#next()) await this.#run(job);
		} finally {
			this.#working = false;
		}
	}

	async #run({ connection, batch }: Job): Promise<void> {
		clearTimeout(this.#ownerTimer);
		const answer: Buffer[] = [];
		try {
			await this.#engine.run(batch, (bytes) => answer.push(Buffer.from(bytes)));
		} catch {
			connection.socket.destroy();
		}
		this.#owner = this.#engine.inTransaction() ? connection : null;
		if (connection.open && answer.length > 0) connection.socket.write(Buffer.concat(answer));
		if (this.#owner)
			this.#ownerTimer = setTimeout(() => connection.socket.destroy(), this.#transactionLimitMs).unref();
	}
}
