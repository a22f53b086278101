import type { CaseRole } from '@consilium/case-model';
import { actions, permissions, type Action } from './table.ts';

/** Where the person stands towards the thing. What is not said counts as not being so. */
export interface Standing {
	/** The person acts for the center that opened the case. */
	atOrigin: boolean;
	/** The thing belongs to the person's center; true for questions about the case itself. */
	own?: boolean;
	chair?: boolean;
	specialty?: boolean;
}

/** Whether the table permits this role the action, standing as told. Pure; the only reader of the table. */
export function permits(role: CaseRole, action: Action, standing: Standing): boolean {
	switch (permissions[role][action] ?? 'no') {
		case 'yes':
			return true;
		case 'origin':
			return standing.atOrigin;
		case 'receiver':
			return !standing.atOrigin;
		case 'own':
			return standing.own ?? false;
		case 'chair':
			return standing.chair ?? false;
		case 'specialty':
			return standing.specialty ?? false;
		case 'no':
			return false;
	}
}

/** Every action with yes or no, for a page that shows or hides its verbs. Never instead of the check on the server. */
export function mayAll(role: CaseRole, standing: Standing): Record<Action, boolean> {
	const own = { own: true, ...standing };
	const answers = actions.map((action) => [action, permits(role, action, own)] as const);
	return Object.fromEntries(answers) as Record<Action, boolean>;
}
