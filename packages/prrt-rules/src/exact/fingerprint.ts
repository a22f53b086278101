function mixed(hash: number): number {
	const once = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
	return (twice ^ (twice >>> 16)) >>> 0;
}

/**
 * A quick 64-bit fingerprint of a text, in hex. It notices change; it is not a signature and resists nobody
 * who wants a collision (policies and snapshots are hashed with `sha256`).
 */
export function fingerprint(text: string): string {
	let [a, b] = [0xdeadbeef, 0x41c6ce57];
	for (let index = 0; index < text.length; index += 1) {
		const code = text.charCodeAt(index);
		a = Math.imul(a ^ code, 0x9e3779b1);
		b = Math.imul(b ^ code, 0x5f356495);
	}
	const [first, second] = [mixed(a ^ (b >>> 7)), mixed(b ^ (a >>> 11))];
	return first.toString(16).padStart(8, '0') + second.toString(16).padStart(8, '0');
}
