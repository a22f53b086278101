/** What the keys of the board do; the sheet shows exactly this. */
export const boardKeys = [
	{ keys: '1 … 9', does: 'go to a part of the board' },
	{ keys: 'f', does: 'findings' },
	{ keys: 't', does: 'timeline; then ← and → move between dates' },
	{ keys: 'c', does: 'comment on what has the focus' },
	{ keys: 'e', does: 'edit the first field of the part in view' },
	{ keys: 'u', does: 'undo my last change' },
	{ keys: 'p', does: 'print' },
	{ keys: '?', does: 'this sheet' },
	{ keys: 'Esc', does: 'leave a field; close the top layer' },
] as const;

export interface BoardKeyActions {
	section(index: number): void;
	findings(): void;
	timeline(): void;
	comment(): void;
	edit(): void;
	undo(): void;
	print(): void;
	help(): void;
}

const named: Record<string, Exclude<keyof BoardKeyActions, 'section'>> = {
	f: 'findings',
	t: 'timeline',
	c: 'comment',
	e: 'edit',
	u: 'undo',
	p: 'print',
	'?': 'help',
};

const typing =
	'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="dialog"], [role="menu"]';

/** Runs the action of a single key, unless something that takes text has the focus or a modifier is held. */
export function onBoardKey(event: KeyboardEvent, actions: BoardKeyActions): void {
	if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
	if (event.target instanceof Element && event.target.closest(typing)) return;
	const action = named[event.key];
	if (action) {
		event.preventDefault();
		actions[action]();
	} else if (/^[1-9]$/.test(event.key)) {
		event.preventDefault();
		actions.section(Number(event.key) - 1);
	}
}
