import { ageInYears, formatDate, isPlainDate } from '@consilium/case-model';

interface Named {
	familyName: string | null;
	givenName: string | null;
	title?: string | null;
}

/** H2: `ROSSI, Maria (Ms)`. Unknown parts are said to be unknown. */
export function patientName({ familyName, givenName, title }: Named): string {
	if (!familyName && !givenName) return 'Name not known';
	return `${familyName ? familyName.toLocaleUpperCase() : 'Family name not known'}, ${givenName ?? 'given name not known'}${title ? ` (${title})` : ''}`;
}

/** H3: `14-Mar-1961 (65y)` as of `today`. */
export function bornText(birthDate: string | null, today: string): string {
	if (birthDate === null || !isPlainDate(birthDate)) return 'Not known';
	return `${formatDate(birthDate)} (${ageInYears(birthDate, today)}y)`;
}

/** H3: digits in groups of three from the left; anything else as it is. */
export function spacedIdentifier(text: string | null): string {
	if (!text) return 'Not known';
	return /^\d{5,}$/.test(text) ? text.replace(/(\d{3})(?=\d)/g, '$1 ') : text;
}
