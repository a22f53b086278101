/** How long a page has the line to itself before the overlays follow. */
const pauseMs = 1_500;

/**
 * Fetches what opens over a page (dialogs, menus) once the page itself stands, so that it opens at once and also when
 * the line is gone by then. Answers how to call it off. Browser only.
 */
export function warmOverlays(): () => void {
	const timer = setTimeout(() => {
		Promise.all([import('./DialogBox.svelte'), import('./MenuList.svelte')]).catch(() => {
			// Asked for again, and told, when one of them is opened.
		});
	}, pauseMs);
	return () => clearTimeout(timer);
}
