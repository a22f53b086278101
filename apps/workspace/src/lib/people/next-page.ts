/**
 * Where to go after signing in: only a place of this workspace. `//host`, `/\host` and whole addresses are not;
 * nor is the sign-in page itself.
 */
export function nextPage(wanted: string | null): string {
	if (wanted === null || !/^\/(?![/\\])/.test(wanted) || /[\s\\]/.test(wanted)) return '/';
	return wanted.startsWith('/sign-in') ? '/' : wanted;
}
