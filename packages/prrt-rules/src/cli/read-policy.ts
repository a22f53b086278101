import { readFileSync } from 'node:fs';
import { overlayById } from '../policy/overlays.ts';
import { defaultPolicy, policyWith, readPolicy, type Policy } from '../policy/policy.ts';

/** A policy by name: 'default', the id of an overlay, or a JSON file of overrides. Throws with a plain message otherwise. */
export function policyNamed(name: string): Policy {
	if (name === 'default') return defaultPolicy;
	const overlay = overlayById(name);
	if (overlay) return policyWith(overlay.overrides);
	const reading = readPolicy(JSON.parse(readFileSync(name, 'utf8')));
	if (!reading.ok)
		throw new Error(`${name}: ${reading.issues.map(({ path, message }) => `${path} ${message}`).join('; ')}`);
	return reading.policy;
}
