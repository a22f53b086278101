import { resolve } from 'node:path';
import { z } from 'zod';
import { loopbackNames } from './http/origin.ts';

const flag = z
	.enum(['0', '1', 'true', 'false', ''])
	.default('')
	.transform((value) => value === '1' || value === 'true');

const origin = z
	.url()
	.refine((text) => new URL(text).origin === text, 'is an address with a path; give the origin alone');

const environment = z.object({
	PORT: z.coerce.number().int().min(0).max(65_535).default(4320),
	HOST: z.string().min(1).default('127.0.0.1'),
	DATA_DIR: z.string().min(1).default('./.data'),
	DATABASE_URL: z.url().optional(),
	PUBLIC_ORIGIN: origin.optional(),
	TRUST_PROXY: flag,
	DEMO: flag,
	LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
	METRICS_TOKEN: z.string().min(16).optional(),
	WORKSPACE_BUILD: z.string().optional(),
	MIGRATIONS: z.string().optional(),
});

/** How this process runs; read once, at start. */
export interface Config {
	port: number;
	host: string;
	/** Folder of the embedded database; used when there is no `databaseUrl`. */
	dataDir: string;
	databaseUrl: string | undefined;
	/** The https origin behind a proxy; without it only the address one listens on is an origin. */
	publicOrigin: string | undefined;
	/** Believe the last `x-forwarded-*` value: only when every request comes through one's own proxy. */
	trustProxy: boolean;
	/** Invented patients, and anybody may sign in as anybody. */
	demo: boolean;
	logLevel: string;
	/** With it `/metrics` answers to this bearer from anywhere; without it only to loopback. */
	metricsToken: string | undefined;
	/** Folder with the built workspace; by default beside this package. */
	workspaceBuild: string | undefined;
	migrations: string | undefined;
}

/** Says what is wrong with the environment, by variable. */
export class BadConfig extends Error {}

/** Settings that would send the session's cookie over plain http, or without the marks that keep it to https. */
function whyUnsafe({ PUBLIC_ORIGIN, TRUST_PROXY }: z.infer<typeof environment>): string | null {
	if (TRUST_PROXY && PUBLIC_ORIGIN === undefined)
		return 'TRUST_PROXY: behind a proxy the origin that browsers use must be given as PUBLIC_ORIGIN';
	if (PUBLIC_ORIGIN === undefined) return null;
	const { protocol, hostname } = new URL(PUBLIC_ORIGIN);
	if (protocol === 'https:' || (protocol === 'http:' && loopbackNames.has(hostname))) return null;
	return 'PUBLIC_ORIGIN: must begin with https://';
}

/** Reads the configuration from environment variables; empty ones count as not set. Throws `BadConfig`. */
export function readConfig(env: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(
		Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
	);
	const parsed = environment.safeParse(given);
	if (!parsed.success) {
		const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
		throw new BadConfig(`The configuration cannot be used. ${issues.join('; ')}`);
	}
	const { data } = parsed;
	const bad = whyUnsafe(data);
	if (bad !== null) throw new BadConfig(`The configuration cannot be used. ${bad}`);
	return {
		port: data.PORT,
		host: data.HOST,
		dataDir: resolve(data.DATA_DIR),
		databaseUrl: data.DATABASE_URL,
		publicOrigin: data.PUBLIC_ORIGIN,
		trustProxy: data.TRUST_PROXY,
		demo: data.DEMO,
		logLevel: data.LOG_LEVEL,
		metricsToken: data.METRICS_TOKEN,
		workspaceBuild: data.WORKSPACE_BUILD,
		migrations: data.MIGRATIONS,
	};
}
