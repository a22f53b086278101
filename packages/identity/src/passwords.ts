import { hash, verify } from '@node-rs/argon2';

/** Makes and checks password hashes. Tests count the calls. */
export interface PasswordHasher {
	hash(password: string): Promise<string>;
	verify(hashed: string, password: string): Promise<boolean>;
}

const cost = { memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 };

/** argon2id with 19 MiB, 2 passes, 1 lane. */
export const argon2id: PasswordHasher = {
	hash: (password) => hash(password, cost),
	verify: (hashed, password) => verify(hashed, password),
};

/** Of a password nobody has; checked where there is no account, so that both answers take the same work. */
export const NOBODYS_HASH =
	'$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5c3NhbHRub2JvZHk$RUFzz1eXPpbNCHJbXGfsTOnGUmGwvCQ7xGJ1xSpPpyQ';

export type PasswordRefusal = 'too-short' | 'too-long' | 'too-easy';

const SHORTEST = 12;
const LONGEST = 256;
const easy = /^(.)\1+$|^(password|passwort|qwerty|qwertz|letmein|welcome|consilium|123456|abcdef)[\d!?.]*$/i;

/** Null when the password may be chosen. `about` are words that a guesser would try first. */
export const refusalOf = (password: string, about: readonly string[]): PasswordRefusal | null => {
	if ([...password].length < SHORTEST) return 'too-short';
	if ([...password].length > LONGEST) return 'too-long';
	const plain = password.toLowerCase();
	const isAbout = about.some((word) => word.length > 3 && plain.replace(word.toLowerCase(), '').length < 6);
	return easy.test(password) || isAbout ? 'too-easy' : null;
};
