import type { CenterKind } from '@consilium/case-model';

interface AtCenter {
	centerName: string;
	centerKind: CenterKind;
}

export interface CenterGroup<Person> {
	name: string;
	kind: CenterKind;
	people: Person[];
}

/** People under their centers, centers and people in the order given. */
export function byCenter<Person extends AtCenter>(people: readonly Person[]): CenterGroup<Person>[] {
	const groups = new Map<string, CenterGroup<Person>>();
	for (const person of people) {
		const group = groups.get(person.centerName) ?? {
			name: person.centerName,
			kind: person.centerKind,
			people: [],
		};
		group.people.push(person);
		groups.set(person.centerName, group);
	}
	return [...groups.values()];
}
