import { describe, expect, test } from 'vitest';
import { policyHash } from './policy-hash.ts';
import { defaultPolicy, policyWith, readPolicy } from './policy.ts';

describe('policy', () => {
	test('[POLICY-1] overrides lie on the defaults, nested ones too', () => {
		const reading = readPolicy({ ecogMax: 1, reserve: { crcl: 50 } });
		expect(reading).toMatchObject({
			ok: true,
			policy: { ecogMax: 1, labMaxAgeDays: 28, reserve: { crcl: 50, platelets: 75 } },
		});
		expect(readPolicy(undefined)).toEqual({ ok: true, policy: defaultPolicy });
	});
	test.each([
		[{ labMaxAgeDay: 28 }, 'policy.labMaxAgeDay'],
		[{ reserve: { platelet: 75 } }, 'policy.reserve.platelet'],
		[{ ctcaeVersion: '4.0' }, 'policy.ctcaeVersion'],
		[{ labMaxAgeDays: -1 }, 'policy.labMaxAgeDays'],
		[{ ecogMax: '2' }, 'policy.ecogMax'],
		['strict', 'policy'],
	])('[POLICY-2] %o is refused at %s', (input, path) => {
		expect(readPolicy(input)).toMatchObject({ ok: false, issues: [{ path }] });
	});
	test('[POLICY-3] the hash is that of the content, not of the order or the object', () => {
		const { reserve, ...rest } = defaultPolicy;
		expect(policyHash({ reserve, ...rest })).toBe(policyHash(defaultPolicy));
		expect(policyHash(policyWith({ ecogMax: 1 }))).not.toBe(policyHash(defaultPolicy));
		expect(policyHash(defaultPolicy)).toMatch(/^[0-9a-f]{64}$/);
	});
});
