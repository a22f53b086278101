import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRoot } from '../commands/root.ts';
import { bundleServer, type Bundle } from './bundle.ts';
import { productionModules } from './production-modules.ts';
import { tryBundle } from './trial.ts';

const isBuilt = existsSync(inRoot('apps/workspace/build/handler.js'));
if (!isBuilt) console.log('SKIPPED: the bundled server: the workspace is not built (pnpm build)');

describe.skipIf(!isBuilt)('the bundled server', { timeout: 150_000 }, () => {
	const place = mkdtempSync(join(tmpdir(), 'consilium-bundle-'));
	let bundle: Bundle;
	beforeAll(async () => {
		bundle = await bundleServer(join(place, 'server'));
	});
	afterAll(() => rmSync(place, { recursive: true, force: true }));

	test('[BUNDLE-1] starts from an empty folder with nothing in its environment, and stops when told to', async () => {
		const trial = await tryBundle(bundle.folder);
		expect(trial.ok, trial.detail).toBe(true);
	});

	test('[BUNDLE-2] holds no TypeScript, no development package and one copy of Yjs', () => {
		const names = bundle.modules.map((module) => module.name);
		expect(names).toContain('yjs');
		expect(names.filter((name) => /vitest|playwright|svelte|typescript|eslint|^@types\//.test(name))).toEqual(
			[],
		);
		const files = readdirSync(bundle.folder, { recursive: true, encoding: 'utf8' });
		expect(files.filter((path) => path.endsWith('.ts'))).toEqual([]);
		expect(files.filter((path) => /node_modules\/yjs\/package\.json$/.test(path))).toHaveLength(1);
	});

	test('[BUNDLE-3] makes a PDF with its own fonts and its native part', () => {
		const code = `const { renderPdf } = await import('./apps/server/src/pdf/render-pdf.js');
			const party = { name: 'Demo' };
			const pdf = await renderPdf({ kind: 'referral-back', title: 'T', patientLine: 'P', date: '2026-05-25',
				from: party, to: party, sections: [], footer: 'Synthetic' });
			console.log(Buffer.from(pdf).subarray(0, 5).toString());`;
		const args = ['--input-type=module', '-e', code];
		const run = spawnSync(process.execPath, args, { cwd: bundle.folder, encoding: 'utf8', timeout: 60_000 });
		expect(run.stdout.trim(), run.stderr).toBe('%PDF-');
	});

	test('[BUNDLE-4] never replaces a folder that is not a bundle', async () => {
		const precious = join(place, 'precious');
		mkdirSync(precious);
		writeFileSync(join(precious, 'thesis.txt'), 'mine');
		await expect(bundleServer(precious)).rejects.toThrow(/left alone/);
		expect(readdirSync(precious)).toEqual(['thesis.txt']);
	});
});

describe('the packages of a bundle', () => {
	const place = mkdtempSync(join(tmpdir(), 'consilium-modules-'));
	afterAll(() => rmSync(place, { recursive: true, force: true }));
	const install = (at: string, name: string, version: string, dependencies: Record<string, string> = {}) => {
		const folder = join(place, at, 'node_modules', name);
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, dependencies }));
	};

	test('[BUNDLE-5] what a package needs comes with it, and what is missing is named', () => {
		install('good', 'a', '1.0.0', { b: '*' });
		install('good', 'b', '2.0.0');
		const from = join(place, 'good');
		expect(productionModules([{ name: 'a', from }]).map(({ name, version }) => `${name}@${version}`)).toEqual(
			['a@1.0.0', 'b@2.0.0'],
		);
		expect(() => productionModules([{ name: 'c', from }])).toThrow(/c is not installed/);
	});

	test('[BUNDLE-6] two versions of one package are refused', () => {
		install('bad', 'a', '1.0.0', { b: '*' });
		install('bad', 'b', '2.0.0');
		install('bad/node_modules/a', 'b', '3.0.0');
		const from = join(place, 'bad');
		expect(() =>
			productionModules([
				{ name: 'a', from },
				{ name: 'b', from },
			]),
		).toThrow(/two versions of b/);
	});
});
