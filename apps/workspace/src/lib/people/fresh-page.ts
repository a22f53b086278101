import { refreshAll } from '$app/navigation';

let running: Promise<void> | null = null;
let again = false;

async function untilFresh(): Promise<void> {
	do {
		again = false;
		await refreshAll();
	} while (again);
}

/**
 * Reads the page's data again. Calls while one reading is under way make one more after it, so that none is dropped
 * half way; done when what is shown is as fresh as the last call.
 */
export function freshPage(): Promise<void> {
	if (running !== null) {
		again = true;
		return running;
	}
	running = untilFresh().finally(() => {
		running = null;
	});
	return running;
}
