/** The list of rooms, in import order, as data. ARCHITECTURE.md tells the same to people; the tests here enforce it. */
export interface Room {
	/** `@consilium/<name>` is its package. */
	name: string;
	/** From the root of the repository. */
	folder: string;
	/** Names of the rooms that its code may import; `any` for what only development uses. */
	mayImport: readonly string[] | 'any';
	/** Of those, the rooms of which it may know the types only. */
	typesOnly?: readonly string[];
	/** No clock, chance, network, Node or DOM: the same in a browser, on the server and in ten years. */
	pure?: boolean;
	/** Files of a pure room that stand at its edge and may use Node, e.g. its command line. */
	edge?: string;
	/** Has one public `src/index.ts`; the server and infra have none. */
	hasIndex: boolean;
}

const packageRoom = (
	name: string,
	mayImport: Room['mayImport'],
	more: Pick<Room, 'pure' | 'edge' | 'typesOnly'> = {},
): Room => ({ name, folder: `packages/${name}`, mayImport, hasIndex: true, ...more });

const caseRooms = ['case-model', 'prrt-rules', 'handoff', 'case-doc'];
const serverRooms = [...caseRooms, 'store', 'identity', 'board', 'sync', 'api'];

export const rooms: readonly Room[] = [
	packageRoom('case-model', [], { pure: true }),
	packageRoom('prrt-rules', ['case-model'], { pure: true, edge: 'src/cli/' }),
	packageRoom('handoff', ['case-model', 'prrt-rules'], { pure: true }),
	packageRoom('case-doc', ['case-model'], { pure: true }),
	packageRoom('store', ['case-model', 'case-doc']),
	packageRoom('identity', ['store']),
	packageRoom('board', [...caseRooms, 'store', 'identity']),
	packageRoom('sync', ['case-doc']),
	packageRoom('api', ['case-model', 'board']),
	packageRoom('testkit', 'any'),
	packageRoom('architecture', 'any'),
	{
		name: 'workspace',
		folder: 'apps/workspace',
		mayImport: [...caseRooms, 'api'],
		typesOnly: ['api'],
		hasIndex: true,
	},
	{ name: 'server', folder: 'apps/server', mayImport: serverRooms, hasIndex: false },
	{ name: 'infra', folder: 'infra', mayImport: 'any', hasIndex: false },
];

/** What may stand at the top of the repository, besides dot-files. */
export const topLevel: readonly string[] = [
	'apps',
	'packages',
	'infra',
	'docs',
	'pnpm-workspace.yaml',
	'pnpm-lock.yaml',
	'turbo.json',
	'package.json',
	'tsconfig.base.json',
	'README.md',
	'ARCHITECTURE.md',
	'CONTRIBUTING.md',
	'GLOSSARY.md',
	'SECURITY.md',
];

/** Names that say nothing about what is inside. */
export const namesThatSayNothing: readonly string[] = [
	'utils',
	'util',
	'helpers',
	'helper',
	'common',
	'shared',
	'misc',
	'manager',
	'types',
];
