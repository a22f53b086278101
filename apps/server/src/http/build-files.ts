import { readdirSync, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Whether a file of the build can still be sent: `whole`, `plain` (an encoded form is gone), `gone`; or none of ours. */
export type FileState = 'whole' | 'plain' | 'gone' | 'not-a-file';

const encoded = ['.br', '.gz'];

function sizesUnder(folder: string): Map<string, number> {
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
	const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
	return new Map(
		files.map((file) => [`/${file.slice(folder.length + 1).replaceAll(sep, '/')}`, statSync(file).size]),
	);
}

/**
 * The static files of a build as they were when the server started. A build can be replaced under a running server; its
 * handler still promises the old files, with their old lengths, and would break off in the middle of an answer.
 */
export function createBuildFiles(folder: string): (path: string) => Promise<FileState> {
	const sizes = sizesUnder(folder);
	const unchanged = async (path: string): Promise<boolean> => {
		const found = await stat(join(folder, path)).catch(() => null);
		return found?.size === sizes.get(path);
	};
	return async (path) => {
		if (!sizes.has(path)) return 'not-a-file';
		if (!(await unchanged(path))) return 'gone';
		const forms = encoded.map((ending) => path + ending).filter((form) => sizes.has(form));
		return (await Promise.all(forms.map(unchanged))).every(Boolean) ? 'whole' : 'plain';
	};
}
