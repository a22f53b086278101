import type { CaseRole, CenterKind, FieldPath } from '@consilium/case-model';

/** One person on the board. Who they are was written by the server, never by their browser. */
export interface Present {
	id: string;
	name: string;
	initials: string;
	role: CaseRole;
	centerName: string;
	centerKind: CenterKind;
	color: string;
	fields: FieldPath[];
	sections: string[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const hex = /^#[0-9a-f]{6}$/i;

function personOf(state: Record<string, unknown>): Present | null {
	const { user } = state;
	if (!isRecord(user) || typeof user.id !== 'string') return null;
	return {
		id: user.id,
		name: text(user.name),
		initials: text(user.initials),
		role: text(user.role) as CaseRole,
		centerName: text(user.centerName),
		centerKind: text(user.centerKind) as CenterKind,
		color: hex.test(text(user.color)) ? text(user.color) : '#475569',
		fields: typeof state.field === 'string' ? [state.field] : [],
		sections: typeof state.section === 'string' ? [state.section] : [],
	};
}

/**
 * The other people here, one entry each however many tabs and rooms they are in. `own` are this tab's client ids;
 * my own other tabs are left out by `meId`. States without a server-written identity are nobody.
 */
export function peopleHere(
	rooms: readonly ReadonlyMap<number, unknown>[],
	own: ReadonlySet<number>,
	meId: string,
): Present[] {
	const people = new Map<string, Present>();
	for (const states of rooms)
		for (const [clientId, state] of states) {
			const person = own.has(clientId) || !isRecord(state) ? null : personOf(state);
			if (!person || person.id === meId) continue;
			const known = people.get(person.id);
			if (!known) people.set(person.id, person);
			else {
				known.fields = [...new Set([...known.fields, ...person.fields])];
				known.sections = [...new Set([...known.sections, ...person.sections])];
			}
		}
	return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}
