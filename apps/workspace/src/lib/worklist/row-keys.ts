const isTyping = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	(target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

const inDialog = (): boolean => document.querySelector('[role="dialog"], [role="menu"]') !== null;

function move(links: readonly HTMLElement[], step: 1 | -1): void {
	const here = links.findIndex((link) => link === document.activeElement);
	const next = here === -1 ? (step === 1 ? 0 : links.length - 1) : here + step;
	links[next]?.focus();
}

/**
 * The worklist's single keys: `j` and `k` move between the cases (Enter opens: the rows are links), `n` starts a new
 * case, `r` reads again. Never while somebody types, with a modifier, or under a dialog.
 */
export function onRowKey(event: KeyboardEvent, act: { open(path: string): void; refresh(): void }): void {
	if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
	if (isTyping(event.target) || inDialog()) return;
	const links = [...document.querySelectorAll<HTMLElement>('[data-case-link]')];
	if (event.key === 'j') move(links, 1);
	else if (event.key === 'k') move(links, -1);
	else if (event.key === 'n') act.open('/cases/new');
	else if (event.key === 'r') act.refresh();
	else return;
	event.preventDefault();
}
