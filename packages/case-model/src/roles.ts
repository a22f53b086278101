/** The four permission domains of a case; each is its own document, its own room, its own rights. */
export const roomScopes = ['referral', 'workup', 'board', 'private'] as const;
export type RoomScope = (typeof roomScopes)[number];

/** What a person may be on one case. */
export const caseRoles = [
	'primaryOncologist',
	'netSpecialist',
	'nuclearMedicine',
	'radiationOncology',
	'surgeon',
	'radiologist',
	'pathologist',
	'careCoordinator',
	'observer',
	'guest',
] as const;
export type CaseRole = (typeof caseRoles)[number];

/** What a person is at a center: says who may be put on a case, never what one may do there. */
export const centerRoles = ['member', 'coordinator', 'clinician', 'admin'] as const;
export type CenterRole = (typeof centerRoles)[number];

export const centerKinds = ['referring', 'specialty'] as const;
export type CenterKind = (typeof centerKinds)[number];

/** The words a reader sees for a case role. */
export const caseRoleLabels: Record<CaseRole, string> = {
	primaryOncologist: 'Primary oncologist',
	netSpecialist: 'NET specialist',
	nuclearMedicine: 'Nuclear medicine',
	radiationOncology: 'Radiation oncology',
	surgeon: 'Surgeon',
	radiologist: 'Radiologist',
	pathologist: 'Pathologist',
	careCoordinator: 'Care coordinator',
	observer: 'Observer',
	guest: 'Guest',
};
