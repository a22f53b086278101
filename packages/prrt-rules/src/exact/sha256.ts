const roundConstants = primeRoots(64, 1 / 3);
const initialState = primeRoots(8, 1 / 2);

/** The first 32 bits of the fractional part of a root of each of the first `count` primes (FIPS 180-4 §4.2.2). */
function primeRoots(count: number, power: number): Uint32Array {
	const found = new Uint32Array(count);
	for (let candidate = 2, index = 0; index < count; candidate += 1) {
		let divisor = 2;
		while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor += 1;
		if (divisor * divisor <= candidate) continue;
		const root = candidate ** power;
		found[index] = Math.floor((root - Math.floor(root)) * 2 ** 32);
		index += 1;
	}
	return found;
}

function padded(text: string): DataView {
	const bytes = new TextEncoder().encode(text);
	const buffer = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
	buffer.set(bytes);
	buffer[bytes.length] = 0x80;
	const view = new DataView(buffer.buffer);
	view.setUint32(buffer.length - 8, Math.floor(bytes.length / 2 ** 29));
	view.setUint32(buffer.length - 4, (bytes.length << 3) >>> 0);
	return view;
}

const turn = (value: number, by: number): number => (value >>> by) | (value << (32 - by));
const at = (words: Uint32Array, index: number): number => words[index] ?? 0;

function schedule(view: DataView, offset: number): Uint32Array {
	const words = new Uint32Array(64);
	for (let t = 0; t < 16; t += 1) words[t] = view.getUint32(offset + t * 4);
	for (let t = 16; t < 64; t += 1) {
		const early = at(words, t - 15);
		const late = at(words, t - 2);
		const s0 = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
		const s1 = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
		words[t] = at(words, t - 16) + s0 + at(words, t - 7) + s1;
	}
	return words;
}

function compress(state: Uint32Array, words: Uint32Array): void {
	let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
	for (let t = 0; t < 64; t += 1) {
		const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
		const first = (h + s1 + ((e & f) ^ (~e & g)) + at(roundConstants, t) + at(words, t)) | 0;
		const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
		const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
		[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
	}
	[a, b, c, d, e, f, g, h].forEach((word, index) => (state[index] = at(state, index) + word));
}

/** SHA-256 of the UTF-8 bytes of a text, in hex. Pure and synchronous, so that browser and server agree. */
export function sha256(text: string): string {
	const view = padded(text);
	const state = initialState.slice();
	for (let offset = 0; offset < view.byteLength; offset += 64) compress(state, schedule(view, offset));
	return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}
