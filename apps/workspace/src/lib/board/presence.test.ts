import { expect, it } from 'vitest';
import { peopleHere } from './presence.ts';

const user = (id: string) => ({
	id,
	name: `Dr. Demo ${id}`,
	initials: 'DD',
	role: 'netSpecialist',
	centerName: 'Northgate',
	centerKind: 'specialty',
	color: '#3730a3',
});

it('[BOARD-UI-6] a person in several rooms and tabs is shown once, with every field they are in', () => {
	const people = peopleHere(
		[
			new Map<number, unknown>([
				[1, { user: user('me') }],
				[2, { user: user('other'), field: 'labs/a/value', section: 'labs' }],
			]),
			new Map<number, unknown>([[3, { user: user('other'), field: 'question/asked' }]]),
		],
		new Set([1]),
		'me',
	);
	expect(people).toHaveLength(1);
	expect(people[0]?.fields).toEqual(['labs/a/value', 'question/asked']);
});

it('[BOARD-UI-7] a state without an identity from the server is nobody', () => {
	expect(
		peopleHere(
			[
				new Map<number, unknown>([
					[9, { field: 'labs/a/value' }],
					[8, null],
				]),
			],
			new Set(),
			'me',
		),
	).toEqual([]);
});
