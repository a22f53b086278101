/** Replaced below by the real keeper; until a suite asks for Postgres nothing is started. */
export default function setup(): () => void {
	return () => {};
}
