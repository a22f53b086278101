import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const path = fileURLToPath(new URL('./consilium.service', import.meta.url));
const unit = readFileSync(path, 'utf8');
const analyze = '/usr/bin/systemd-analyze';

test.for([
	'DynamicUser=yes',
	'NoNewPrivileges=yes',
	'ProtectSystem=strict',
	'PrivateTmp=yes',
	'CapabilityBoundingSet=',
	'StateDirectoryMode=0700',
])('[OPS-8] the unit says %s', (line) => {
	expect(unit.split('\n')).toContain(line);
});

if (existsSync(analyze)) {
	test('[OPS-9] systemd finds no mistake in it, and its exposure is below 2', () => {
		const security = spawnSync(analyze, ['security', '--offline=true', '--threshold=20', path], {
			encoding: 'utf8',
		});
		expect(security.stdout).toMatch(/Overall exposure level/);
		expect(security.status, security.stdout.slice(-400)).toBe(0);
	});
} else console.log('SKIPPED: the systemd unit is not checked by systemd itself (no systemd-analyze here)');
