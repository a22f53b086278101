import type { Me } from '@consilium/api';

export interface OpenerCenter {
	centerId: string;
	name: string;
	timeZone: string;
}

const openers: ReadonlySet<string | null> = new Set(['primaryOncologist', 'careCoordinator']);

/** The centers at which this person may open a case; empty when their role does not open cases. The server decides anyway. */
export function openerCenters(memberships: Me['memberships']): OpenerCenter[] {
	return memberships
		.filter((membership) => openers.has(membership.caseRole))
		.map(({ centerId, centerName, timeZone }) => ({ centerId, name: centerName, timeZone }));
}
