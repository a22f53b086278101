import {
	emptyRecord,
	fieldAt,
	formatEntry,
	parsePath,
	sectionById,
	type CaseRecord,
	type RoomScope,
} from '@consilium/case-model';

const scopeOf = (path: string): RoomScope | undefined => {
	const section = parsePath(path)?.section;
	return section === undefined ? undefined : sectionById(section)?.scope;
};

/** The live content of loaded rooms, and the server's view for the parts whose room has not loaded yet. */
export function shownRecord(view: CaseRecord, live: CaseRecord, loaded: ReadonlySet<RoomScope>): CaseRecord {
	const shown = emptyRecord();
	for (const part of ['entries', 'prose'] as const) {
		const target: Record<string, unknown> = shown[part];
		for (const [path, value] of Object.entries(view[part])) {
			const scope = scopeOf(path);
			if (scope && !loaded.has(scope)) target[path] = value;
		}
		Object.assign(target, live[part]);
	}
	return shown;
}

/** True when what is shown, private notes aside, is exactly what the server has projected. */
export function sameRecord(shown: CaseRecord, view: CaseRecord): boolean {
	return (['entries', 'prose'] as const).every((part) => {
		const ours = Object.entries(shown[part]).filter(
			([path, value]) => value !== '' && scopeOf(path) !== 'private',
		);
		const theirs = Object.entries(view[part]).filter(([, value]) => (value as unknown) !== '');
		return (
			ours.length === theirs.length &&
			ours.every(([path, value]) => sameValue(value, (view[part] as Record<string, unknown>)[path]))
		);
	});
}

/** Plain data compared without regard to the order of keys (a database may reorder them). */
function sameValue(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
	const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
	const keys = Object.keys(left);
	return keys.length === Object.keys(right).length && keys.every((key) => sameValue(left[key], right[key]));
}

/** What `shown` says otherwise than `view`, one line per field, in the words of the board. */
export function differingLines(shown: CaseRecord, view: CaseRecord): string[] {
	const entries = Object.entries(shown.entries).filter(
		([path, entry]) => !sameValue(entry, view.entries[path]),
	);
	const prose = Object.entries(shown.prose).filter(([path, text]) => text !== (view.prose[path] ?? ''));
	const label = (path: string): string => {
		const found = fieldAt(path);
		return found ? `${found.section.label}, ${found.field.label}` : path;
	};
	return [
		...entries.map(([path, entry]) => {
			const field = fieldAt(path)?.field;
			return `${label(path)}: ${field ? formatEntry(field, entry) : JSON.stringify(entry)}`;
		}),
		...prose.map(([path, text]) => `${label(path)}: ${text}`),
	];
}
