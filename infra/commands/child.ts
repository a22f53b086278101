import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter } from 'node:path';
import { inRoot, root } from './root.ts';

export interface ChildOptions {
	/** After this the child and everything it started are stopped. */
	limitMs: number;
	env?: Record<string, string | undefined>;
	cwd?: string;
	/** Every whole line of both streams, without colours. The output itself is passed on unless `quiet`. */
	onLine?: (line: string) => void;
	quiet?: boolean;
}

export interface ChildEnd {
	ok: boolean;
	/** Why it is not ok, in words: `exit code 1`, `stopped after 300 s`, `could not be started: …`. */
	why: string;
	output: string;
	seconds: number;
}

/** The Node and the programs that Consilium brings come before those of the machine. */
export const ownPath = [inRoot('node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);

const running = new Set<ChildProcess>();

/**
 * Runs a program in a process group of its own and waits for its end. Never throws: a program that cannot be
 * started, fails or overruns is an end that is not ok. When this process is told to stop, so are its children.
 */
export function runChild(program: string, args: string[], options: ChildOptions): Promise<ChildEnd> {
	const started = Date.now();
	const child = spawn(program, args, {
		cwd: options.cwd ?? root,
		env: { ...process.env, PATH: ownPath, ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	keep(child);
	const chunks: string[] = [];
	const take = (out: NodeJS.WriteStream) => {
		const lines = lineReader(options.onLine);
		return (chunk: string) => {
			chunks.push(chunk);
			lines(chunk);
			if (!options.quiet) out.write(chunk);
		};
	};
	child.stdout.setEncoding('utf8').on('data', take(process.stdout));
	child.stderr.setEncoding('utf8').on('data', take(process.stderr));

	return new Promise((resolve) => {
		let overran = false;
		const timer = setTimeout(() => {
			overran = true;
			stopGroup(child);
		}, options.limitMs);
		const end = (ok: boolean, why: string) => {
			clearTimeout(timer);
			release(child);
			resolve({ ok, why, output: chunks.join(''), seconds: (Date.now() - started) / 1000 });
		};
		child.on('error', (error) => end(false, `could not be started: ${error.message}`));
		child.on('close', (code, signal) => {
			if (overran) end(false, `stopped after ${Math.round(options.limitMs / 1000)} s`);
			else end(code === 0, signal ? `ended by ${signal}` : `exit code ${code ?? 'none'}`);
		});
	});
}

function lineReader(onLine: ((line: string) => void) | undefined) {
	let rest = '';
	return (chunk: string) => {
		if (!onLine) return;
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		// eslint-disable-next-line no-control-regex -- colour codes start with the escape character
		for (const line of lines) onLine(line.replace(/\u001b\[[0-9;]*m/g, ''));
	};
}

/** Asks the whole group to stop, and ends it two seconds later if it has not. */
function stopGroup(child: ChildProcess): void {
	const signal = (name: NodeJS.Signals) => {
		try {
			if (child.pid !== undefined) process.kill(-child.pid, name);
		} catch {
			// The group is gone already.
		}
	};
	signal('SIGTERM');
	setTimeout(() => signal('SIGKILL'), 2000);
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

function keep(child: ChildProcess): void {
	if (running.size === 0) for (const signal of signals) process.on(signal, stopEverything);
	running.add(child);
}

function release(child: ChildProcess): void {
	running.delete(child);
	if (running.size === 0) for (const signal of signals) process.off(signal, stopEverything);
}

function stopEverything(): void {
	for (const child of running) stopGroup(child);
	setTimeout(() => process.exit(130), 2500);
}
