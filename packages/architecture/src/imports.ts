import ts from 'typescript';

export interface Import {
	specifier: string;
	/** Gone once the types are stripped: `import type`, `export type … from`, `import('…').T`. */
	typeOnly: boolean;
}

/** Every module that a .ts or .svelte text names: static, re-exported, dynamic with a literal, and in types. */
export function importsOf(path: string, text: string): Import[] {
	return scriptsOf(path, text).flatMap((script) => {
		const found: Import[] = [];
		walk(parse(script), (node) => {
			const one = readImport(node);
			if (one !== null) found.push(one);
		});
		return found;
	});
}

/** The TypeScript in a file: itself, or the script blocks of a component. */
export function scriptsOf(path: string, text: string): string[] {
	if (!path.endsWith('.svelte')) return [text];
	return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '');
}

export const parse = (text: string): ts.SourceFile =>
	ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);

export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
	visit(node);
	node.forEachChild((child) => walk(child, visit));
}

function readImport(node: ts.Node): Import | null {
	if (ts.isImportDeclaration(node)) {
		return literal(node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
	}
	if (ts.isExportDeclaration(node) && node.moduleSpecifier)
		return literal(node.moduleSpecifier, node.isTypeOnly);
	if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
		return literal(node.argument.literal, true);
	if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
		const [specifier] = node.arguments;
		return specifier ? literal(specifier, false) : null;
	}
	return null;
}

const literal = (node: ts.Node, typeOnly: boolean): Import | null =>
	ts.isStringLiteralLike(node) ? { specifier: node.text, typeOnly } : null;

/** `@scope/name/sub` → `@scope/name`; null for relative, `node:`, `#lib` and `$app` specifiers. */
export function packageOf(specifier: string): string | null {
	if (/^(\.|node:|#|\$|virtual:)/.test(specifier)) return null;
	const parts = specifier.split('/');
	return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? null);
}
