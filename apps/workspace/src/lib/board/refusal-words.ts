const words: Record<string, string> = {
	'read-only': 'you may read this part, not change it',
	locked: 'this part is locked while the referral is with the other center',
	limit: 'the change is too large for the board',
	'too-large': 'the change is too large for the board',
	malformed: 'the server could not read the change',
	'bad-frame': 'the server could not read the change',
	'client-taken': 'this tab was mistaken for another one',
	revoked: 'your access to this part has ended',
	'not-found': 'your access to this part has ended',
};

/** Why the server did not take a change, for the person who made it. */
export const refusalWords = (code: string): string => words[code] ?? `the server refused it (${code})`;
