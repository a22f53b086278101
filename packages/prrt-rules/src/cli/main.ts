import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { cataloguePage } from './catalogue-page.ts';
import { checkLines, evaluateLines, explainRule, listRules, type ExitCode, type Out } from './commands.ts';
import { diffLines } from './diff.ts';
import { withProgress } from './progress.ts';
import { linesOf } from './read-lines.ts';
import { policyNamed } from './read-policy.ts';
import { summarizeLines } from './summary.ts';

const usage = `usage: rules evaluate [--summary] [FILE|-]   one JSON line of findings per input line { id?, asOf, policy?, facts }
       rules check [FILE|-]                  compare with what each line expects
       rules diff --policy A --policy B [FILE|-]
                                             which cases two policies judge differently
                                             (a policy is 'default', an overlay or a JSON file of overrides)
       rules list                            the catalogue
       rules explain RULE-ID                 one rule in words
       rules catalogue                       the catalogue as a Markdown page
       rules examples                        ten worked examples as a Markdown page
`;

const standardOut: Out = {
	async write(text) {
		if (!process.stdout.write(text)) await once(process.stdout, 'drain');
	},
};

function inputLines(file: string): AsyncIterable<string> {
	const stream = file === '-' ? process.stdin : createReadStream(file);
	stream.setEncoding('utf8');
	return withProgress(linesOf(stream), process.stderr, () => performance.now());
}

function explainUsage(): ExitCode {
	process.stderr.write(usage);
	return 2;
}

async function run(args: string[]): Promise<ExitCode> {
	const { positionals, values } = parseArgs({
		args,
		allowPositionals: true,
		options: { summary: { type: 'boolean' }, policy: { type: 'string', multiple: true } },
	});
	const [command, argument = '-'] = positionals;
	if (command === 'evaluate' && values.summary) return summarizeLines(inputLines(argument), standardOut);
	if (command === 'evaluate') return evaluateLines(inputLines(argument), standardOut);
	if (command === 'check') return checkLines(inputLines(argument), standardOut);
	if (command === 'list') return listRules(standardOut);
	if (command === 'explain') return explainRule(argument, standardOut);
	if (command === 'catalogue') return standardOut.write(cataloguePage()).then(() => 0);
	if (command === 'examples') {
		const { workedExamplesPage } = await import('./worked-examples.ts');
		return standardOut.write(workedExamplesPage()).then(() => 0);
	}
	const [first, second] = values.policy ?? [];
	if (command !== 'diff' || first === undefined || second === undefined) return explainUsage();
	return diffLines(inputLines(argument), [policyNamed(first), policyNamed(second)], standardOut);
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 2;
}
