import type { CenterRole } from '@consilium/case-model';

/** What a person is at a center, in the reader's words. */
export const centerRoleWords: Record<CenterRole, string> = {
	member: 'Member',
	coordinator: 'Coordinator',
	clinician: 'Clinician',
	admin: 'Administrator',
};
