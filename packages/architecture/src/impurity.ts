import ts from 'typescript';
import { importsOf, parse, scriptsOf, walk } from './imports.ts';

/** Names of the outside world. A file that declares such a name itself (a parameter `document`) means its own. */
const outside = new Set([
	'process',
	'window',
	'document',
	'navigator',
	'localStorage',
	'sessionStorage',
	'indexedDB',
	'fetch',
	'performance',
	'crypto',
	'setTimeout',
	'setInterval',
	'queueMicrotask',
	'globalThis',
	'Buffer',
	'require',
]);

/** Methods whose answer depends on where the machine stands. */
const localTime =
	/^(get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)|toLocale(Date|Time)?String)$/;

/** What makes a text depend on more than its arguments: clock, chance, network, Node, DOM, local time. */
export function impurities(path: string, text: string): string[] {
	const node = importsOf(path, text).filter(({ specifier }) => specifier.startsWith('node:'));
	return [
		...node.map(({ specifier }) => `imports ${specifier}`),
		...scriptsOf(path, text).flatMap((script) => impuritiesIn(parse(script))),
	];
}

function impuritiesIn(file: ts.SourceFile): string[] {
	const own = declaredNames(file);
	const found: string[] = [];
	walk(file, (node) => {
		const what = clockOrChance(node) ?? outsideName(node, own);
		if (what !== null) found.push(what);
	});
	return found;
}

function clockOrChance(node: ts.Node): string | null {
	if (ts.isNewExpression(node) && node.expression.getText() === 'Date') {
		if ((node.arguments?.length ?? 0) === 0) return 'new Date() reads the clock';
		if ((node.arguments?.length ?? 0) > 1) return 'new Date(y, m, …) depends on the local time zone';
	}
	if (!ts.isPropertyAccessExpression(node)) return null;
	const text = node.getText();
	if (text === 'Date.now') return 'Date.now reads the clock';
	if (text === 'Math.random') return 'Math.random is chance';
	return localTime.test(node.name.text) && ts.isCallExpression(node.parent)
		? `.${node.name.text}() depends on the machine`
		: null;
}

function outsideName(node: ts.Node, own: Set<string>): string | null {
	if (!ts.isIdentifier(node) || !outside.has(node.text) || own.has(node.text)) return null;
	const { parent } = node;
	const isOnlyAName =
		(ts.isPropertyAccessExpression(parent) && parent.name === node) ||
		(ts.isPropertyAssignment(parent) && parent.name === node) ||
		ts.isPropertySignature(parent) ||
		ts.isQualifiedName(parent) ||
		ts.isLiteralTypeNode(parent);
	return isOnlyAName ? null : `uses ${node.text}`;
}

function declaredNames(file: ts.SourceFile): Set<string> {
	const names = new Set<string>();
	walk(file, (node) => {
		const isDeclaration =
			ts.isVariableDeclaration(node) ||
			ts.isParameter(node) ||
			ts.isBindingElement(node) ||
			ts.isFunctionDeclaration(node) ||
			ts.isImportSpecifier(node);
		if (isDeclaration && node.name && ts.isIdentifier(node.name)) names.add(node.name.text);
	});
	return names;
}
