import type { Limits } from '../limits.ts';

const burstSeconds = 4;

/** What one socket may still spend. Spending is never refused; it makes debt that time pays back. */
export interface Budget {
	/** Charges one frame and says for how many milliseconds the socket should not be read. */
	spend(cost: { readonly bytes: number; readonly cpuMs: number }): number;
}

interface Bucket {
	readonly perMs: number;
	left: number;
}

export function createBudget(limits: Limits, now: () => number): Budget {
	const bucket = (perSecond: number): Bucket => ({
		perMs: perSecond / 1_000,
		left: perSecond * burstSeconds,
	});
	const frames = bucket(limits.framesPerSecond);
	const bytes = bucket(limits.bytesPerSecond);
	const cpu = bucket(limits.cpuMsPerSecond);
	let last = now();

	const charge = (one: Bucket, cost: number, elapsed: number): number => {
		one.left = Math.min(one.left + elapsed * one.perMs, one.perMs * 1_000 * burstSeconds) - cost;
		return one.left >= 0 ? 0 : -one.left / one.perMs;
	};

	return {
		spend: (cost) => {
			const at = now();
			const elapsed = Math.max(0, at - last);
			last = at;
			return Math.max(
				charge(frames, 1, elapsed),
				charge(bytes, cost.bytes, elapsed),
				charge(cpu, cost.cpuMs, elapsed),
			);
		},
	};
}

/** CPU time of this thread in milliseconds. */
const threadCpuMs = (): number => {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
};

/**
 * Starts counting what this thread works; the answer tells how much it was. Not the time that passed: on a busy
 * machine a frame takes long without costing anything, and nobody shall pay for that.
 */
export function startWork(): () => number {
	const before = threadCpuMs();
	return () => Math.max(0, threadCpuMs() - before);
}
