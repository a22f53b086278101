import { pino, type Logger } from 'pino';

/** What may stand in a log line: ids, codes, counts and times. No names, no content, no addresses of people. */
export interface LogFields {
	method?: string;
	route?: string;
	status?: number;
	ms?: number;
	code?: string | number;
	roomId?: string;
	caseId?: string;
	personId?: string;
	rooms?: number;
	attempt?: number;
	port?: number;
	/** The class and place of an error, never its message: messages can quote what was stored. */
	error?: string;
}

const allowed: readonly (keyof LogFields)[] = [
	'method',
	'route',
	'status',
	'ms',
	'code',
	'roomId',
	'caseId',
	'personId',
	'rooms',
	'attempt',
	'port',
	'error',
];

/** The class and the first place in our own code of anything thrown. */
export function placeOf(error: unknown): string {
	if (!(error instanceof Error)) return typeof error;
	const place = error.stack?.split('\n').find((line) => /^\s+at .*(packages|apps)\//.test(line));
	const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
	return `${error.name}${code}${place ? ` ${place.trim().replace(/\(.*\/(?=(packages|apps)\/)/, '(')}` : ''}`;
}

export interface Log {
	info(event: string, fields?: LogFields): void;
	warn(event: string, fields?: LogFields): void;
	error(event: string, fields?: LogFields): void;
}

function only(fields: LogFields): LogFields {
	return Object.fromEntries(
		allowed.flatMap((key) => (fields[key] === undefined ? [] : [[key, fields[key]]])),
	);
}

/** JSON lines on stderr, so that stdout stays for what a command prints. */
export function createLog(level: string): Log {
	const out: Logger = pino(
		{ level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
		pino.destination(2),
	);
	return {
		info: (event, fields = {}) => out.info(only(fields), event),
		warn: (event, fields = {}) => out.warn(only(fields), event),
		error: (event, fields = {}) => out.error(only(fields), event),
	};
}
