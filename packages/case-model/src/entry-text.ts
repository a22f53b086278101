import { isUnit, formatQuantity, type Quantity, type Unit, unitLabel, units } from './quantity.ts';
import type { FieldValue } from './entry.ts';
import { parseDateText, parseWhenText } from './date-text.ts';
import { formatValue } from './format.ts';
import { parseComparedNumber, parseNumberText, type TextReading } from './number-text.ts';
import { whyNotPlausible, whyNotValue } from './read-entry.ts';
import type { PlainDate } from './date.ts';
import type { Field } from './section.ts';

export interface TextContext {
	today: PlainDate;
	timeZone: string;
	/** The unit chosen beside the text; a unit within the text wins. */
	unit?: Unit;
	/** For lab values: the analyte of the same row. */
	analyte?: unknown;
}

/** The unit that a text names, by code or as people write it; undefined when it names none we know. */
export function unitOfText(text: string): Unit | undefined {
	const wanted = text.trim().replaceAll('μ', 'µ').replaceAll(' ', '').toLowerCase();
	const aliases: Record<string, Unit> = {
		'g/l': 'g/L',
		'k/ul': '10*3/uL',
		'k/µl': '10*3/uL',
		'10^9/l': '10*9/L',
		'10e9/l': '10*9/L',
		'x10^9/l': '10*9/L',
		'10^3/ul': '10*3/uL',
		'/mm3': '/mm3',
		lb: '[lb_av]',
		lbs: '[lb_av]',
		inr: '{INR}',
	};
	return (
		units.find(
			(unit) => unit.toLowerCase() === wanted || unitLabel(unit).replaceAll(' ', '').toLowerCase() === wanted,
		) ?? aliases[wanted]
	);
}

/** The number and the unit of a text: `1.5 10*9/L` by its last words, `62kg` by its first letter. */
function splitUnit(text: string): { number: string; unit: string } {
	const words = text.trim().split(/\s+/);
	for (let at = 1; at < words.length; at += 1) {
		const unit = words.slice(at).join('');
		if (unitOfText(unit)) return { number: words.slice(0, at).join(' '), unit };
	}
	const found = /^([^\p{L}%/{[×]*)(.*)$/su.exec(text);
	return { number: found?.[1] ?? text, unit: found?.[2] ?? '' };
}

/** Cells are counted per microliter in whole numbers: `1.500 /µL` is as likely 1500 as 1.5, and is asked back. */
function pointOfThousands(number: string, unit: Unit): TextReading<Quantity> | null {
	const text = number.trim();
	if ((unit !== '/uL' && unit !== '/mm3') || !/^[<>≤≥=\s]*[1-9]\d{0,2}\.\d{3}$/.test(text)) return null;
	const readings = [text.replace('.', ''), text.replace(/\.?0+$/, '')];
	return {
		ok: false,
		message: `“${text}” can be read in more than one way: is the point for decimals or for thousands?`,
		suggestions: readings.map((one) => ({
			text: `${one} ${unitLabel(unit)}`,
			label: `${one} ${unitLabel(unit)}`,
		})),
	};
}

function parseQuantity(field: Field, text: string, context: TextContext): TextReading<Quantity> {
	const parts = splitUnit(text);
	const number = parseComparedNumber(parts.number);
	if (!number.ok) return number;
	const unit = parts.unit === '' ? context.unit : unitOfText(parts.unit);
	if (unit === undefined || !isUnit(unit))
		return {
			ok: false,
			message:
				parts.unit === '' ? 'Choose a unit' : `“${parts.unit.trim()}” is not a unit that is known here`,
		};
	const thousands = pointOfThousands(parts.number, unit);
	if (thousands) return thousands;
	if (field.units && !field.units.includes(unit))
		return { ok: false, message: `${unitLabel(unit)} is not a unit of ${field.label.toLowerCase()}` };
	const quantity: Quantity = { ...number.value, unit };
	const why = whyNotPlausible(field, quantity, context.analyte);
	return why === null
		? { ok: true, value: quantity, echo: formatQuantity(quantity) }
		: { ok: false, message: `${formatQuantity(quantity)} ${why}` };
}

function parseChoice(field: Field, text: string): TextReading<string> {
	const wanted = text.trim().toLowerCase();
	const found = field.options?.find(
		(option) => option.value.toLowerCase() === wanted || option.label.toLowerCase() === wanted,
	);
	return found
		? { ok: true, value: found.value, echo: found.label }
		: { ok: false, message: `“${text.trim()}” is not one of the choices` };
}

function parseYesNo(text: string): TextReading<boolean> {
	const wanted = text.trim().toLowerCase();
	if (wanted === 'yes' || wanted === 'y') return { ok: true, value: true };
	if (wanted === 'no' || wanted === 'n') return { ok: true, value: false };
	return { ok: false, message: 'Choose yes or no' };
}

const linesOf = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '');

function parseChoices(field: Field, text: string): TextReading<string[]> {
	const chosen: string[] = [];
	for (const line of linesOf(text)) {
		const one = parseChoice(field, line);
		if (!one.ok) return one;
		chosen.push(one.value);
	}
	return { ok: true, value: chosen };
}

const longestText = 20_000;

function parseByKind(field: Field, text: string, context: TextContext): TextReading<FieldValue> {
	switch (field.kind) {
		case 'number':
			return parseNumberText(text);
		case 'quantity':
			return parseQuantity(field, text, context);
		case 'date':
			return parseDateText(text, context);
		case 'when':
			return parseWhenText(text, context);
		case 'choice':
			return parseChoice(field, text);
		case 'choices':
			return parseChoices(field, text);
		case 'yes-no':
			return parseYesNo(text);
		case 'lines':
			return { ok: true, value: linesOf(text) };
		case 'text':
		case 'prose':
			return text.length <= longestText
				? { ok: true, value: text.trim() }
				: { ok: false, message: `This is ${text.length} characters long; ${longestText} are kept here` };
	}
}

/**
 * A field's value from what a person typed or pasted. Nothing is guessed, rounded or filled in: what has no single safe
 * reading is refused with a message (and the readings on offer), and the text stays where it was typed.
 */
export function parseEntryText(field: Field, text: string, context: TextContext): TextReading<FieldValue> {
	const read = parseByKind(field, text, context);
	if (!read.ok) return read;
	const why = field.kind === 'prose' ? null : whyNotValue(field, read.value);
	if (why !== null) return { ok: false, message: `${field.label} ${why}` };
	return { ok: true, value: read.value, echo: read.echo ?? formatValue(field, read.value) };
}
