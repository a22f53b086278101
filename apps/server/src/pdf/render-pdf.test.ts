import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Block, HandoffDocument, SignatureLine } from '@consilium/handoff';
import { describe, expect, test } from 'vitest';
import { pdfText } from './pdf-text.fixture.ts';
import { renderPdf } from './render-pdf.ts';

const sentence = (id: string, text: string): Block => ({ id, kind: 'sentence', text, provenance: [] });

const document: HandoffDocument = {
	kind: 'referral-back',
	title: 'Referral back',
	patientLine: 'DEMO-ROSSI, Maria · born 14-Mar-1961',
	date: '2026-05-25',
	from: { name: 'Northgate NET Center', city: 'Northgate', phone: '+1 555 0100' },
	to: { name: 'Riverside Oncology' },
	sections: [
		{
			id: 'treatment',
			heading: 'Treatment given',
			columns: ['Cycle', 'Date', 'Activity'],
			blocks: [
				{
					id: 'c1',
					kind: 'row',
					text: '1 · 05-Jan-2026 · 7.4 GBq',
					cells: ['1', '05-Jan-2026', '7.4 GBq'],
					provenance: [],
				},
				{
					id: 'c2',
					kind: 'row',
					text: 'Cycle 2 was held.',
					provenance: [],
					edited: { by: 'A. Demo', at: '2026-05-25', original: 'x' },
				},
				{ id: 'c3', kind: 'row', text: '3 · late', cells: ['3', 'late'], provenance: [], blank: 'activity' },
				sentence('plain', 'The nadir of platelets was 62 ×10⁹/L.'),
			],
		},
		{
			id: 'hostile',
			heading: '= Not a heading #pagebreak()',
			blocks: [
				sentence(
					'markup',
					'Typed: #eval("1+1") $x^2$ @ref <label> *bold* _it_ `raw` // not a comment /* nor */ \\ "q" ~',
				),
				sentence('names', '[¹⁷⁷Lu]Lu-DOTA-TATE, Müller-Øster, Kovač, Ελένη, Иванова, ≥75, ≤2'),
				sentence('rtl', 'Next of kin: משה כהן, فاطمة'),
				sentence('bidi', 'Dose \u202E4.7\u202C GBq'),
				sentence('han', 'Written as 漢字'),
				sentence('long', 'x'.repeat(700)),
			],
		},
	],
	footer: 'Synthetic patient.',
};

const signature: SignatureLine = {
	by: 'Dr. Ada Demo',
	role: 'NET specialist',
	centerName: 'Northgate NET Center',
	at: '2026-05-25T14:02:00-05:00',
	meaning: 'I am the author',
	hash: 'ab'.repeat(32),
};

describe('renderPdf', () => {
	test('[PDF-1] the same document gives the same bytes, another one gives others', async () => {
		const [first, second] = [await renderPdf(document), await renderPdf(structuredClone(document))];
		expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
		const other = await renderPdf({ ...document, footer: 'Another.' });
		expect(Buffer.from(first).equals(Buffer.from(other))).toBe(false);
	});

	test('[PDF-2] it is a tagged PDF/UA with the title, the language and the date of the document', async () => {
		const raw = Buffer.from(await renderPdf(document)).toString('latin1');
		expect(raw.startsWith('%PDF-')).toBe(true);
		expect(raw).toContain('/StructTreeRoot');
		expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
		expect(raw).toContain('D:20260525');
	});

	test('[PDF-3] what was written can be read back out, markup characters and all', async () => {
		const text = pdfText(Buffer.from(await renderPdf(document)));
		for (const words of [
			'Treatment given',
			'The nadir of platelets was 62 ×10⁹/L.',
			'#eval("1+1")',
			'$x^2$ @ref <label> *bold* _it_',
			'// not a comment /* nor */',
			'= Not a heading #pagebreak()',
			'[¹⁷⁷Lu]Lu-DOTA-TATE, Müller-Øster',
			'≥75, ≤2',
			'Cycle 2 was held. (edited by A. Demo)',
			'Missing: late',
			'DRAFT: not signed',
			'Dose 4.7 GBq',
			'[U+6F22][U+5B57]',
			'Page 1 of 1',
		])
			expect(text.replace(/\s+/g, '')).toContain(words.replace(/\s+/g, ''));
	});

	test('[PDF-4] a signature is printed with its meaning, time, zone and hash, and the draft mark is gone', async () => {
		const text = pdfText(Buffer.from(await renderPdf(document, { signature }))).replace(/\s+/g, '');
		expect(text).toContain(
			'SignedbyDr.AdaDemo,NETspecialist,NorthgateNETCenteron25-May-202614:02(UTC-05:00)',
		);
		expect(text).toContain(signature.hash);
		expect(text).not.toContain('DRAFT');
	});

	test('[PDF-5] a document of many pages carries the patient on each of them', async () => {
		const blocks = Array.from({ length: 300 }, (_, index) =>
			sentence(`s${index}`, `Sentence number ${index}.`),
		);
		const long = { ...document, sections: [{ id: 'long', heading: 'Long', blocks }] };
		const text = pdfText(Buffer.from(await renderPdf(long, { paper: 'us-letter' })));
		const pages = Number(/Page 1 of (\d+)/.exec(text)?.[1]);
		expect(pages).toBeGreaterThan(4);
		expect(text.split('DEMO-ROSSI, Maria').length - 1).toBeGreaterThanOrEqual(pages);
	});

	test('[PDF-7] no character that a person can type keeps a document from being printed', async () => {
		const codes = Array.from({ length: 0x20000 }, (_, code) => code).filter(
			(code) => code < 0x3000 || code % 41 === 0,
		);
		const words = Array.from({ length: Math.ceil(codes.length / 400) }, (_, index) =>
			codes
				.slice(index * 400, index * 400 + 400)
				.map((code) => String.fromCodePoint(code))
				.join(''),
		);
		const blocks = words.map((text, index) => sentence(`s${index}`, text));
		const everything = { ...document, sections: [{ id: 'x', heading: 'X', blocks }] };
		expect((await renderPdf(everything)).length).toBeGreaterThan(10_000);
	});

	test('[PDF-6] our reader of PDF text agrees with pdftotext where that program is installed', async (context) => {
		const bytes = Buffer.from(await renderPdf(document));
		const folder = mkdtempSync(join(tmpdir(), 'consilium-pdf-'));
		try {
			writeFileSync(join(folder, 'a.pdf'), bytes);
			const theirs = execFileSync('pdftotext', ['-enc', 'UTF-8', join(folder, 'a.pdf'), '-'], {
				stdio: ['ignore', 'pipe', 'ignore'],
			});
			for (const words of ['The nadir of platelets was 62 ×10⁹/L.', 'Müller-Øster', 'Иванова'])
				expect(theirs.toString('utf8')).toContain(words);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') context.skip('pdftotext is not installed');
			throw error;
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
