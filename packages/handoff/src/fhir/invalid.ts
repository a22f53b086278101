import type { z } from 'zod';

/** Why a resource cannot be read at all, naming the first element that is not as FHIR says. */
export function whyInvalid(type: string, error: z.ZodError): string {
	const [issue] = error.issues;
	const at = issue?.path.map(String).join('.') ?? '';
	return `is not a valid ${type}: ${at === '' ? '' : `${at}: `}${issue?.message ?? 'unreadable'}`.slice(
		0,
		300,
	);
}
