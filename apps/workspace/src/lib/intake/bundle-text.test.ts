import { expect, test } from 'vitest';
import { readBundleText } from './bundle-text.ts';

test('[INTAKE-1] broken JSON is refused with the place where it breaks', () => {
	const reading = readBundleText('{\n  "resourceType": "Bundle",\n  "entry": [,]\n}');
	expect(reading.ok).toBe(false);
	expect(reading.ok ? '' : reading.why).toMatch(/line 3, column/);
});

test('[INTAKE-2] one resource per line is read as a bundle', () => {
	const reading = readBundleText('\uFEFF{"resourceType":"Patient"}\n\n{"resourceType":"Condition"}\n');
	expect(reading).toEqual({
		ok: true,
		json: {
			resourceType: 'Bundle',
			type: 'collection',
			entry: [{ resource: { resourceType: 'Patient' } }, { resource: { resourceType: 'Condition' } }],
		},
	});
});

test('[INTAKE-3] nothing, XML and a text that is too large each get their own sentence', () => {
	const why = (text: string): string => {
		const reading = readBundleText(text);
		return reading.ok ? 'read' : reading.why;
	};
	expect(why(' \n')).toMatch(/nothing/);
	expect(why('<Bundle xmlns="http://hl7.org/fhir"/>')).toMatch(/XML/);
	expect(why(`"${'x'.repeat(20_000_001)}"`)).toMatch(/20 MB/);
});
