import { describe, expect, test } from 'vitest';
import { namesThatSayNothing, rooms } from './rooms.ts';
import { allCode, codeOf, filesUnder, isTest, readText } from './tree.ts';

const HARD_LIMIT = 400;
const SOFT_LIMIT = 250;
const MEDIAN = 80;

const lengthOf = (path: string): number => readText(path).split('\n').length - 1;
const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

describe('files', () => {
	const measured = allCode().filter((path) => !isTest(path));

	test('[ARCH-10] no file or folder has a name that says nothing', () => {
		const says = (part: string) => !namesThatSayNothing.includes(part.replace(/(\.\w+)+$/, '').toLowerCase());
		const paths = rooms
			.flatMap((room) => filesUnder(room.folder))
			.filter((path) => /\.(ts|svelte|js|mjs)$/.test(path));
		expect(paths.filter((path) => !path.split('/').every(says))).toEqual([]);
	});

	test(`[ARCH-11] no file is longer than ${HARD_LIMIT} lines`, () => {
		const long = measured
			.map((path) => ({ path, lines: lengthOf(path) }))
			.filter(({ lines }) => lines > HARD_LIMIT);
		expect(long).toEqual([]);
	});

	test(`[ARCH-12] half of all files have at most ${MEDIAN} lines`, () => {
		expect(median(measured.map(lengthOf))).toBeLessThanOrEqual(MEDIAN);
	});

	test(`[ARCH-13] at most one file in twenty is longer than ${SOFT_LIMIT} lines`, () => {
		const over = measured.filter((path) => lengthOf(path) > SOFT_LIMIT);
		expect(over.length, over.join('\n')).toBeLessThanOrEqual(Math.ceil(measured.length / 20));
	});

	test('[ARCH-14] nothing is left open in the code', () => {
		// Put together here, so that this file does not contain what it looks for.
		const words = [
			['TO', 'DO'],
			['FIX', 'ME'],
			['XX', 'X'],
			['HA', 'CK'],
			['not imple', 'mented'],
		];
		const open = new RegExp(`\\b(${words.map((halves) => halves.join('')).join('|')})\\b`);
		expect(allCode().filter((path) => open.test(readText(path)))).toEqual([]);
	});

	test('[ARCH-15] no test is switched off or alone', () => {
		const off = new RegExp(
			`\\b(it|test|describe|suite)\\.(${['skip', 'only', 'todo', 'fixme'].join('|')})\\b`,
		);
		const tests = rooms.flatMap(codeOf).filter(isTest);
		expect(tests.filter((path) => off.test(readText(path)))).toEqual([]);
	});

	test("[ARCH-16] a test's title begins with the id of the behaviour that it proves", () => {
		const title = /^\s*(?:it|test)(?:\.for\(.*\))?\((['"`])(?!\[[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*\])/m;
		const tests = rooms.flatMap(codeOf).filter((path) => path.endsWith('.test.ts'));
		expect(tests.filter((path) => title.test(readText(path)))).toEqual([]);
	});
});
