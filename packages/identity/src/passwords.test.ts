import { expect, test } from 'vitest';
import { initialsOf } from './initials.ts';
import { argon2id, NOBODYS_HASH, refusalOf } from './passwords.ts';

test.for([
	['elevenchars', 'too-short'],
	['x'.repeat(257), 'too-long'],
	['aaaaaaaaaaaaaa', 'too-easy'],
	['Password123456!', 'too-easy'],
	['ada.lindqvist1', 'too-easy'],
	['twelve chars', null],
	['🦓 zebra zebra', null],
] as const)('[IDEN-18] the password %s is refused as %s', ([password, why]) => {
	expect(refusalOf(password, ['ada.lindqvist'])).toBe(why);
});

test('[IDEN-19] nobody’s hash costs what a true one costs, and opens to nothing', async () => {
	const costs = (hashed: string) => hashed.split('$').slice(0, 4);
	expect(costs(NOBODYS_HASH)).toEqual(costs(await argon2id.hash('whatever')));
	expect(await argon2id.verify(NOBODYS_HASH, '')).toBe(false);
});

test.for([
	['Dr. Ada Demo-Lindqvist', 'AD'],
	['Prof. Dr. Bo van der Test', 'BT'],
	['Cher', 'C'],
	['   ', '?'],
])('[IDEN-20] %s is %s for short', ([name, initials]) => {
	expect(initialsOf(name ?? '')).toBe(initials);
});
