import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { checkLines, evaluateLines, explainRule, listRules, type ExitCode, type Out } from './commands.ts';
import { linesOf } from './read-lines.ts';

const usage = `usage: rules evaluate [FILE|-]   one JSON line of findings per input line { id?, asOf, policy?, facts }
       rules check FILE|-        compare with what each line expects
       rules list                the catalogue
       rules explain RULE-ID     one rule in words
`;

const standardOut: Out = {
	async write(text) {
		if (!process.stdout.write(text)) await once(process.stdout, 'drain');
	},
};

function inputLines(file: string): AsyncIterable<string> {
	const stream = file === '-' ? process.stdin : createReadStream(file);
	stream.setEncoding('utf8');
	return linesOf(stream);
}

async function run([command, argument = '-']: readonly string[]): Promise<ExitCode> {
	if (command === 'evaluate') return evaluateLines(inputLines(argument), standardOut);
	if (command === 'check') return checkLines(inputLines(argument), standardOut);
	if (command === 'list') return listRules(standardOut);
	if (command === 'explain') return explainRule(argument, standardOut);
	process.stderr.write(usage);
	return 2;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
}
