const mark = 'Error: ';

/** Says in the page's title that a form was refused (H12), or takes that back. Browser only. */
export function markTitle(refused: boolean): void {
	const plain = document.title.startsWith(mark) ? document.title.slice(mark.length) : document.title;
	document.title = refused ? mark + plain : plain;
}
