/** What a client sent, cut where the server may act. `run` is a start-up packet or a batch that ends in Sync or Query. */
export type WireStep = { kind: 'run'; bytes: Uint8Array } | { kind: 'no-tls' } | { kind: 'end' };

const TLS_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;
const SYNC = 0x53;
const QUERY = 0x51;
const TERMINATE = 0x58;

/** Cuts the byte stream of one client connection into steps. */
export class FrameReader {
	#rest: Buffer = Buffer.alloc(0);
	#batch: Buffer[] = [];
	#started = false;

	read(bytes: Buffer): WireStep[] {
		this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
		const steps: WireStep[] = [];
		for (let frame = this.#frame(); frame; frame = this.#frame()) {
			const step = this.#started ? this.#message(frame) : this.#opening(frame);
			if (step) steps.push(step);
		}
		return steps;
	}

	#frame(): Buffer | undefined {
		const lengthAt = this.#started ? 1 : 0;
		if (this.#rest.length < lengthAt + 4) return undefined;
		const size = this.#rest.readUInt32BE(lengthAt) + lengthAt;
		if (this.#rest.length < size) return undefined;
		const frame = this.#rest.subarray(0, size);
		this.#rest = this.#rest.subarray(size);
		return frame;
	}

	#opening(frame: Buffer): WireStep {
		const code = frame.length >= 8 ? frame.readUInt32BE(4) : 0;
		if (code === TLS_REQUEST || code === GSS_REQUEST) return { kind: 'no-tls' };
		if (code === CANCEL_REQUEST) return { kind: 'end' };
		this.#started = true;
		return { kind: 'run', bytes: new Uint8Array(frame) };
	}

	#message(frame: Buffer): WireStep | undefined {
		if (frame[0] === TERMINATE) return { kind: 'end' };
		this.#batch.push(frame);
		if (frame[0] !== SYNC && frame[0] !== QUERY) return undefined;
		const bytes = new Uint8Array(Buffer.concat(this.#batch));
		this.#batch = [];
		return { kind: 'run', bytes };
	}
}
