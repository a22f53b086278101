import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanText } from './clean.ts';
import { documentOf } from './document.fixture.ts';
import type { SignatureLine } from './document.ts';
import { toHtml, toHtmlPage } from './html.ts';
import { toPlainText } from './plain-text.ts';
import { formatSignedAt } from './signature.ts';
import { toTypst } from './typst.ts';

const signature: SignatureLine = {
	by: 'Dr. Ada Demo',
	role: 'NET specialist',
	centerName: 'Northgate NET Center',
	at: '2026-05-25T14:02:00-05:00',
	meaning: 'I am the author',
	hash: 'ab12',
};

describe('a document shown', () => {
	test('[SHOW-1] as HTML: headings, a table with column and row heads, the draft mark, no script and no style', () => {
		const html = toHtml(documentOf());
		expect(html).toContain('<h1>Referral back</h1>');
		expect(html).toContain('<th scope="col">Cycle</th>');
		expect(html).toContain('<th scope="row"><bdi>1</bdi></th><td><bdi>7.4 GBq</bdi></td>');
		expect(html).toContain('DRAFT: not signed');
		expect(html).toContain('<span class="handoff-missing">Missing</span>');
		expect(html).not.toMatch(/<script|style=|javascript:/i);
	});

	test('[SHOW-2] words of people can never become markup, in HTML', () => {
		const signs = fc.string({
			unit: fc.constantFrom('<', '>', '"', "'", '&', 'a', '=', '/', ' ', '#', '\u202E', '\n'),
		});
		fc.assert(
			fc.property(signs, (words) => {
				const html = toHtml({ ...documentOf(words), title: words, patientLine: words, footer: words });
				const tags = (text: string) =>
					(text.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/aria-label="[^"]*"/, ''));
				expect(tags(html)).toEqual(
					tags(toHtml({ ...documentOf('x'), title: 'x', patientLine: 'x', footer: 'x' })),
				);
			}),
		);
	});

	test('[SHOW-3] words of people can never leave their string, in Typst', () => {
		const signs = fc.string({
			unit: fc.constantFrom('"', '\\', '#', '$', '[', ']', '(', ')', '\n', '\r', '`', '*', '\u2028', 'a'),
		});
		const withoutStrings = (source: string) => source.replace(/"(?:[^"\\]|\\["\\])*"/g, '""');
		fc.assert(
			fc.property(signs, (words) => {
				const source = toTypst({ ...documentOf(words), title: words, footer: words });
				expect(withoutStrings(source)).toBe(withoutStrings(toTypst(documentOf('x'))));
			}),
		);
	});

	test('[SHOW-4] as plain text: one line for each sentence and row', () => {
		expect(toPlainText(documentOf(), { signature })).toBe(
			[
				...[
					'Referral back',
					'DEMO-ROSSI, Maria',
					'Date: 25-May-2026',
					'From: Northgate NET Center',
					'To: Riverside Oncology',
				],
				...[
					'',
					'TREATMENT',
					'Four infusions were given.',
					'- 1 · 7.4 GBq',
					'Weight: [weight].',
					'',
					'Later',
					'',
				],
				'Signed by Dr. Ada Demo, NET specialist, Northgate NET Center on 25-May-2026 14:02 (UTC-05:00). Meaning: I am the author. SHA-256 ab12',
				...['Synthetic.', ''],
			].join('\n'),
		);
	});

	test('[SHOW-5] a signed page has no draft mark; the page brings its stylesheet by address only', () => {
		const page = toHtmlPage(documentOf(), { signature, stylesheet: '/print.css?"' });
		expect(page).not.toContain('DRAFT');
		expect(page).toContain('<link rel="stylesheet" href="/print.css?&quot;">');
	});

	test('[SHOW-6] a time of signature is shown as recorded with its offset', () => {
		expect(formatSignedAt('2026-05-25T14:02:00Z')).toBe('25-May-2026 14:02 (UTC)');
		expect(formatSignedAt('2026-05-25T14:02:00+02:00')).toBe('25-May-2026 14:02 (UTC+02:00)');
	});

	test('[SHOW-7] text is freed of forced direction, invisible signs and control signs, and kept to its limit', () => {
		expect(cleanText(' a\u202Eb\u0000c\r\nd\u200B ')).toBe('abc d');
		expect(cleanText('é😀'.repeat(50), 10)).toBe('é😀é😀é😀…');
		expect(cleanText('😀'.repeat(50), 10)).toBe('😀😀😀😀…');
		expect(cleanText('\uD800x')).toBe('\uFFFDx');
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				expect(cleanText(cleanText(text))).toBe(cleanText(text));
			}),
		);
	});
});
