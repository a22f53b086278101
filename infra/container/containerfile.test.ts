import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const last =
	read('./Containerfile')
		.split(/^FROM /m)
		.at(-1) ?? '';

test('[OPS-6] the image runs as an ordinary user, without a package manager', () => {
	expect(last).toMatch(/^USER 10001:10001$/m);
	expect(last).toMatch(/rm -rf .*\/npm /);
	expect(last.indexOf('USER ')).toBeLessThan(last.indexOf('ENTRYPOINT'));
});

test('[OPS-7] the image holds the bundle only, and is built by a script that exists', () => {
	expect([...last.matchAll(/^COPY (.*)$/gm)].map((match) => match[1])).toEqual([
		'--from=build --chown=0:0 /app /app',
	]);
	const { scripts } = JSON.parse(read('../../package.json')) as { scripts: Record<string, string> };
	expect(scripts).toHaveProperty('bundle');
});
