import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openStore } from '@consilium/store';
import { freshDataDir, setScene } from '@consilium/testkit';
import { expect, test } from 'vitest';

test(
	'[BACKUP-1] an embedded folder is copied when it is not in use, and only then',
	{ timeout: 120_000 },
	async () => {
		const place = mkdtempSync(join(tmpdir(), 'consilium-backup-'));
		const dataDir = await freshDataDir();
		try {
			const first = await openStore({ dataDir });
			const { roomId, personId: authorId, centerId } = await setScene(first);
			await first.log.append([
				{ roomId, update: new Uint8Array([0, 1]), authorId, centerId, sessionId: 's' },
			]);

			const inUse = shell('backup.sh', [place], dataDir);
			expect(inUse.stderr).toMatch(/is using .* stop it first/);
			expect(readdirSync(place)).toEqual([]);

			await first.close();
			const made = shell('backup.sh', [place], dataDir);
			expect(made.status, made.stderr).toBe(0);

			const elsewhere = join(place, 'restored');
			const restored = shell('restore.sh', [made.stdout.trim()], elsewhere);
			expect(restored.status, restored.stderr).toBe(0);
			const store = await openStore({ dataDir: elsewhere });
			expect(await store.log.verify(roomId)).toMatchObject({ ok: true, rows: 1 });
			await store.close();
			expect(shell('restore.sh', [made.stdout.trim()], elsewhere).stderr).toMatch(/is not empty/);
		} finally {
			rmSync(dataDir, { recursive: true, force: true });
			rmSync(place, { recursive: true, force: true });
		}
	},
);

test('[BACKUP-2] without knowing what to back up nothing is written', () => {
	const folder = mkdtempSync(join(tmpdir(), 'consilium-backup-'));
	const { status, stderr } = shell('backup.sh', [folder]);
	expect(status).toBe(1);
	expect(stderr).toMatch(/set DATABASE_URL/);
	expect(readdirSync(folder)).toEqual([]);
	rmSync(folder, { recursive: true });
});

function shell(script: string, args: string[], dataDir?: string) {
	const path = fileURLToPath(new URL(script, import.meta.url));
	const { DATABASE_URL: _url, DATA_DIR: _dir, ...rest } = process.env;
	const env = dataDir === undefined ? rest : { ...rest, DATA_DIR: dataDir };
	return spawnSync(path, args, { encoding: 'utf8', timeout: 60_000, env });
}
