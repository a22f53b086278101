import { expect, test } from 'vitest';
import { z } from 'zod';
import {
	caseFactsSchema,
	caseShape,
	factsOnBoard,
	fieldAt,
	fieldPathOfFact,
	parsePath,
	sections,
} from './index.ts';

/** Facts that no person enters on the board, with the reason. */
const notEntered: Record<string, string> = {
	schema: 'the schema id',
	timeZone: 'the originating center has it',
	'tumor.pathology[].id': 'row id',
	'sstrImaging[].id': 'row id',
	'ssa.administrations[].id': 'row id',
	'labs[].id': 'row id',
	'imaging[].id': 'row id',
	'plannedBloodDraws[].id': 'row id',
	'adverseEvents[].category': 'the only category there is',
};

interface JsonSchema {
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
	anyOf?: JsonSchema[];
}

/** A quantity is one fact; its value, unit and comparator are one register. */
const isQuantity = (schema: JsonSchema): boolean =>
	schema.properties !== undefined && 'comparator' in schema.properties;

function leaves(schema: JsonSchema, path: string): string[] {
	const group = schema.anyOf?.find((one) => one.properties);
	if (group) return leaves(group, path);
	if (schema.items) return leaves(schema.items, `${path}[]`);
	if (!schema.properties || isQuantity(schema)) return [path];
	return Object.entries(schema.properties).flatMap(([key, inner]) =>
		leaves(inner, path === '' ? key : `${path}.${key}`),
	);
}

const provenance = /\.prov\./;
const allFacts = leaves(
	z.toJSONSchema(caseFactsSchema, { unrepresentable: 'any', io: 'input' }) as JsonSchema,
	'',
).filter((path) => !provenance.test(path));
const listOfChoices = new Set([
	'tumor.extensiveDisease.sites',
	'imaging[].corroboration',
	'meeting.rolesPresent',
]);
const bare = (path: string): string =>
	listOfChoices.has(path.replace(/\[\]$/, '')) ? path.replace(/\[\]$/, '') : path;

test('[CASE-1] every fact that CaseFacts can hold has a field on the board', () => {
	const homeless = allFacts.map(bare).filter((path) => !(path in notEntered) && !factsOnBoard.has(path));
	expect(homeless).toEqual([]);
	expect(allFacts.length).toBeGreaterThan(70);
});

test('[CASE-1] every field that names a fact names one that CaseFacts has', () => {
	const known = new Set(allFacts.map(bare));
	expect([...factsOnBoard].filter((path) => !known.has(path))).toEqual([]);
});

test('[CASE-2] section and field ids are unique and can stand in an address', () => {
	const ids = sections.map((section) => section.id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const section of sections) {
		const fields = section.fields.map((field) => field.id);
		expect(new Set(fields).size).toBe(fields.length);
		for (const field of fields) {
			const path = section.shape === 'list' ? `${section.id}/r1/${field}` : `${section.id}/${field}`;
			expect(fieldAt(path)?.field.id).toBe(field);
		}
		for (const needed of section.needs ?? []) expect(fields).toContain(needed);
	}
});

test('[CASE-2] an address that the table does not have leads nowhere', () => {
	expect(fieldAt('labs/value')).toBeNull();
	expect(fieldAt('patient/r1/birthDate')).toBeNull();
	expect(fieldAt('nothing/here')).toBeNull();
	for (const text of ['', 'labs', 'labs//value', 'a/b/c/d', '../x', 'labs/ r/value', '__proto__/x'])
		expect(parsePath(text)).toBeNull();
});

test('[CASE-3] evidence of a rule leads to the field that holds it', () => {
	expect(fieldPathOfFact('labs[3].q', 'plt-1')).toBe('labs/plt-1/value');
	expect(fieldPathOfFact('labs[3].q.unit', 'plt-1')).toBe('labs/plt-1/value');
	expect(fieldPathOfFact('patient.birthDate')).toBe('patient/birthDate');
	expect(fieldPathOfFact('labs')).toBe('labs/analyte');
	expect(fieldPathOfFact('doses[0].aminoAcids', 'c1')).toBe('cycles/c1/aminoStart');
	expect(fieldPathOfFact('schema')).toBeNull();
});

test('[CASE-4] the shape has a fingerprint of sixteen hex digits', () => {
	expect(caseShape.fingerprint).toMatch(/^[0-9a-f]{16}$/);
});
