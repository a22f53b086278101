import type { CaseRole, CenterKind, CenterRole } from '@consilium/case-model';

/** The person who is signed in, with every center they belong to. */
export interface Me {
	person: { id: string; name: string; email: string; initials: string };
	memberships: {
		centerId: string;
		centerName: string;
		centerKind: CenterKind;
		timeZone: string;
		roles: CenterRole[];
		caseRole: CaseRole | null;
		title: string;
	}[];
	/** The server runs with invented patients, and lets anybody sign in as anybody. */
	demo: boolean;
}

/** A person one may sign in as while the server runs as a demo. */
export interface DemoPerson {
	personId: string;
	name: string;
	title: string;
	role: CaseRole | null;
	centerName: string;
	centerKind: CenterKind;
}

/** What an invitation says before it is accepted. */
export interface InvitationShown {
	centerName: string;
	email: string;
	name: string;
	expiresAt: Date;
	/** The address already has an account: its own password is asked for. */
	hasAccount: boolean;
}
