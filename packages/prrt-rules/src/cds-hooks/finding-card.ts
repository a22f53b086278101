import type { Evaluation } from '../evaluation.ts';
import { sha256 } from '../exact/sha256.ts';
import type { Finding, Source } from '../finding.ts';
import type { CdsCard } from './card.ts';
import { nonAdherenceSystem, overrideReasons } from './override-reasons.ts';

const reasons = overrideReasons.map((reason) => ({ system: nonAdherenceSystem, ...reason }));

/** Text of the record inside Markdown: nothing in it is read as markup. */
const asText = (text: string): string =>
	text
		.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)
		.replace(/[\\`*_[\]#|~]/g, '\\$&');

const list = (title: string, lines: readonly string[]): string[] =>
	lines.length === 0 ? [] : [`**${title}**`, lines.map((line) => `- ${asText(line)}`).join('\n')];

function detailOf(finding: Finding): string {
	const { because, missing, until, alternateReading, source, rulepack, ruleVersion } = finding;
	const quote = source.quote === undefined ? [] : [`> ${asText(source.quote)}`];
	return [
		...list('Because', because),
		...list(
			'Not known',
			missing.map(({ need }) => need),
		),
		...list('Until', until ?? []),
		...list('Read otherwise', alternateReading ? [alternateReading.detail] : []),
		...quote,
		`${asText(source.section)}. Rule ${finding.ruleId} ${ruleVersion} of ${rulepack}, unreviewed.`,
	].join('\n\n');
}

/** A UUID (version 8, RFC 9562) that is the same for the same finding on the same facts. */
function uuidOf({ key, factsFingerprint, policyHash, asOf }: Finding): string {
	const hex = sha256([key, factsFingerprint, policyHash, asOf].join('\n'));
	const variant = (8 + (Number.parseInt(hex.slice(16, 17), 16) % 4)).toString(16);
	return [
		hex.slice(0, 8),
		hex.slice(8, 12),
		`8${hex.slice(13, 16)}`,
		`${variant}${hex.slice(17, 20)}`,
		hex.slice(20, 32),
	].join('-');
}

const sourceOf = ({ citation, url }: Source): CdsCard['source'] => ({
	label: citation,
	...(url === undefined ? {} : { url }),
});

/**
 * A finding as a CDS Hooks card; null for a quiet one. It informs: it carries no suggestion and no action, so a client
 * has nothing to order from it. Equal findings give equal cards, `uuid` included.
 */
export function cardOf(finding: Finding): CdsCard | null {
	if (finding.severity === 'none') return null;
	return {
		uuid: uuidOf(finding),
		summary: finding.headline,
		detail: detailOf(finding),
		indicator: finding.severity,
		source: sourceOf(finding.source),
		overrideReasons: reasons,
	};
}

const urgency = ['critical', 'warning', 'info'] as const;

/** The cards of an evaluation, the most urgent first, else in the order of the catalogue. */
export function cardsOf({ findings }: Evaluation): CdsCard[] {
	const cards = findings.flatMap((finding) => cardOf(finding) ?? []);
	return urgency.flatMap((indicator) => cards.filter((card) => card.indicator === indicator));
}
