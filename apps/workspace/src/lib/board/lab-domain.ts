/** A line of the plot at which something is decided. */
export interface Threshold {
	value: number;
	label: string;
}

/**
 * The y range of a panel: every value is inside, and the action threshold lies in the middle third, so that a curve is
 * never squashed against it. Never below zero. The reference range is drawn as far as it reaches in.
 */
export function domainOf(values: readonly number[], threshold: Threshold | null): [number, number] {
	const at = threshold?.value;
	const bounds = at === undefined ? values : [...values, at];
	if (bounds.length === 0) return [0, 1];
	let [low, high] = [Math.min(...bounds), Math.max(...bounds)];
	if (low === high) [low, high] = [low * 0.8, high * 1.2 || 1];
	if (at !== undefined) {
		low = Math.max(0, Math.min(low, at - (high - at) / 2));
		high = Math.max(high, at + (at - low) / 2);
	}
	const pad = (high - low) * 0.06;
	return [Math.max(0, low - pad), high + pad];
}
