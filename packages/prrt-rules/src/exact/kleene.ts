/** A truth value that may be unknown (null). Unknown is never taken for false. */
export type Tri = boolean | null;

/** False if any is false, else unknown if any is unknown, else true. */
export function and3(values: readonly Tri[]): Tri {
	if (values.includes(false)) return false;
	return values.includes(null) ? null : true;
}

/** True if any is true, else unknown if any is unknown, else false. */
export function or3(values: readonly Tri[]): Tri {
	if (values.includes(true)) return true;
	return values.includes(null) ? null : false;
}

export const not3 = (value: Tri): Tri => (value === null ? null : !value);
