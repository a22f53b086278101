import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Service {
	image: string;
	ports?: string[];
	read_only?: boolean;
	cap_drop?: string[];
	security_opt?: string[];
	networks: string[];
	volumes?: string[];
	environment?: Record<string, string>;
	depends_on?: Record<string, unknown>;
	build?: { context: string; dockerfile: string };
}

const beside = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const text = readFileSync(beside('./compose.yaml'), 'utf8');
const { services, volumes, networks } = parse(text, { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, unknown>;
	networks: Record<string, { internal?: boolean } | null>;
};

describe.for(Object.entries(services))('%s', ([, service]) => {
	test('[OPS-1] runs without rights that it does not need', () => {
		expect(service).toMatchObject({
			read_only: true,
			cap_drop: ['ALL'],
			security_opt: ['no-new-privileges:true'],
		});
	});

	test('[OPS-2] names only services, networks, volumes and files that exist', () => {
		for (const name of Object.keys(service.depends_on ?? {})) expect(services).toHaveProperty(name);
		for (const name of service.networks) expect(networks).toHaveProperty(name);
		for (const mount of service.volumes ?? []) {
			const source = mount.split(':')[0] ?? '';
			if (source.startsWith('.')) expect(existsSync(beside(source)), source).toBe(true);
			else expect(volumes).toHaveProperty(source);
		}
		if (service.build)
			expect(existsSync(beside(`${service.build.context}/${service.build.dockerfile}`))).toBe(true);
	});
});

test('[OPS-3] only the proxy is reachable from outside, and the database has no way out', () => {
	const open = Object.entries(services).filter(([, service]) => service.ports);
	expect(open.map(([name]) => name)).toEqual(['caddy']);
	expect(services.postgres?.networks).toEqual(['back']);
	expect(networks.back?.internal).toBe(true);
});

test('[OPS-4] the running server is not the role that changes the schema', () => {
	expect(services.server?.environment?.DATABASE_URL).toContain('//consilium_app_rw:');
	expect(services.migrate?.environment?.DATABASE_URL).toContain('//consilium_migrator:');
	expect(services.server?.environment?.DEMO).toBe('0');
});

test('[OPS-5] every setting that it asks for is in the example', () => {
	const example = readFileSync(beside('./env.example'), 'utf8');
	const asked = new Set([...text.matchAll(/\$\{(\w+)/g)].map((match) => match[1] ?? ''));
	for (const name of asked) expect(example).toMatch(new RegExp(`^${name}=`, 'm'));
});
