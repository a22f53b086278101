import { canonicalJson } from '../exact/canonical-json.ts';
import { sha256 } from '../exact/sha256.ts';
import type { Policy } from './policy.ts';

const known = new WeakMap<Policy, string>();

/** The SHA-256 of a policy's canonical JSON: printed on every snapshot, signed by the site. */
export function policyHash(policy: Policy): string {
	const before = known.get(policy);
	if (before !== undefined) return before;
	const hash = sha256(canonicalJson(policy));
	known.set(policy, hash);
	return hash;
}
