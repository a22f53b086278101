import type { Caller } from '@consilium/api';
import { error } from '@sveltejs/kit';
import type { OpenedCase } from '#lib/api/shapes.ts';

/** Text that can be no id at all is refused as such; to a person that is one answer with what is not there. */
const isMissing = (reason: unknown): boolean =>
	typeof reason === 'object' &&
	reason !== null &&
	'code' in reason &&
	(reason.code === 'NOT_FOUND' || reason.code === 'BAD_REQUEST');

/** The case for a page. One that does not exist and one that is not yours answer the same 404. */
export async function openCase(api: Caller, caseId: string): Promise<OpenedCase> {
	try {
		return await api.cases.open({ caseId });
	} catch (reason) {
		if (isMissing(reason)) error(404, 'Not found');
		throw reason;
	}
}
