/** Counts the sync frames of one connection and knows up to where all of them are settled. */
export interface Tally {
	/** The number of the next frame, from 1. */
	open(): number;
	/** Frame `number` is durable or refused. */
	settle(number: number): void;
	/** Every frame up to this number is settled. */
	readonly settled: number;
}

export function createTally(): Tally {
	let opened = 0;
	let settled = 0;
	const ahead = new Set<number>();
	return {
		open: () => ++opened,
		settle: (number) => {
			ahead.add(number);
			while (ahead.delete(settled + 1)) settled += 1;
		},
		get settled() {
			return settled;
		},
	};
}
