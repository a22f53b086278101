/** `@scope/name/sub` → `@scope/name`; null for paths and for what Node itself provides. */
export function packageOf(specifier: string): string | null {
	if (/^(\.|\/|node:|#|\0)/.test(specifier)) return null;
	const parts = specifier.split('/');
	return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? null);
}
