import { createHash } from 'node:crypto';
import { canonicalJson } from '@consilium/handoff';

/** SHA-256, hex, of the canonical JSON of a value: what is signed, and what a verifier recomputes. */
export function hashOf(value: unknown): string {
	return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
