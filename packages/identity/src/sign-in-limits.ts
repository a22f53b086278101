import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How many tries may reach a password hash within 15 minutes. */
export interface SignInLimits {
	perAccount: number;
	perAddress: number;
	overall: number;
}

export const defaultSignInLimits: SignInLimits = { perAccount: 10, perAddress: 60, overall: 1_000 };

export interface LimitedTries {
	/** Null when the try may go on; otherwise how many seconds to wait. Counts the try. */
	take(account: string, address: string): Promise<{ retryAfterSeconds: number; isFirst: boolean } | null>;
	/** The try was right: it does not count, and the account starts afresh. */
	forgive(account: string, address: string): Promise<void>;
}

const WINDOW_SECONDS = 15 * 60;

/** In this process's memory: with several nodes each counts for itself. */
export const createLimitedTries = (limits: SignInLimits): LimitedTries => {
	const limiter = (keyPrefix: string, points: number) =>
		new RateLimiterMemory({ keyPrefix, points, duration: WINDOW_SECONDS });
	const account = limiter('account', limits.perAccount);
	const address = limiter('address', limits.perAddress);
	const overall = limiter('overall', limits.overall);
	return {
		async take(accountKey, addressKey) {
			// One after the other: what an address has too many of must not use up an account's or everybody's tries.
			const wait =
				(await consume(address, networkOf(addressKey))) ??
				(await consume(account, accountKey)) ??
				(await consume(overall, 'all'));
			if (!wait) return null;
			return {
				retryAfterSeconds: Math.max(1, Math.ceil(wait.msBeforeNext / 1000)),
				isFirst: wait.isFirst,
			};
		},
		async forgive(accountKey, addressKey) {
			await account.delete(accountKey);
			await address.reward(networkOf(addressKey));
			await overall.reward('all');
		},
	};
};

/** Who has an IPv6 address has 2^64 of them: the network counts. Anything else counts as it is. */
const networkOf = (address: string): string => {
	if (!isIPv6(address) || address.includes('.')) return address;
	const [head = '', tail] = address.split('::');
	const left = head === '' ? [] : head.split(':');
	const right = tail ? tail.split(':') : [];
	const zeros = tail === undefined ? [] : Array<string>(8 - left.length - right.length).fill('0');
	return [...left, ...zeros, ...right]
		.slice(0, 4)
		.map((part) => Number.parseInt(part, 16).toString(16))
		.join(':');
};

interface Wait {
	msBeforeNext: number;
	/** True for the try that found the limit, false for those after it. */
	isFirst: boolean;
}

const consume = async (limiter: RateLimiterMemory, key: string): Promise<Wait | null> => {
	try {
		await limiter.consume(key);
		return null;
	} catch (refused) {
		if (!(refused instanceof RateLimiterRes)) throw refused;
		return {
			msBeforeNext: refused.msBeforeNext,
			isFirst: refused.consumedPoints === limiter.points + 1,
		};
	}
};
