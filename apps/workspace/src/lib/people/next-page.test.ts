import { expect, test } from 'vitest';
import { nextPage } from './next-page.ts';

test('[PEOPLE-UI-1] after signing in one lands inside the workspace, never elsewhere', () => {
	expect(nextPage('/cases/abc?x=1#y')).toBe('/cases/abc?x=1#y');
	for (const wanted of [
		null,
		'',
		'//evil.example',
		'/\\evil.example',
		'https://evil.example',
		'/\t/evil.example',
		'/sign-in?next=/',
	])
		expect(nextPage(wanted)).toBe('/');
});
