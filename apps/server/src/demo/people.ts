import type { CaseRole, CenterKind, CenterRole } from '@consilium/case-model';

/** Invented people. Every name carries `Demo`, every address ends in example.org: nobody can take them for real. */
export interface DemoStaff {
	name: string;
	initials: string;
	email: string;
	title: string;
	roles: readonly CenterRole[];
	caseRole: CaseRole;
}

export interface DemoCenter {
	name: string;
	kind: CenterKind;
	city: string;
	phone: string;
	timeZone: string;
	staff: readonly DemoStaff[];
}

export const demoPassword = 'Synthetic-Demo-2026';

export const riverside: DemoCenter = {
	name: 'Riverside Oncology',
	kind: 'referring',
	city: 'Riverside (demo)',
	phone: '+1 555 0100',
	timeZone: 'America/Chicago',
	staff: [
		{
			name: 'Dr. Karin Demo-Lindqvist',
			initials: 'KL',
			email: 'karin.lindqvist@example.org',
			title: 'Medical oncologist',
			roles: ['member', 'clinician', 'admin'],
			caseRole: 'primaryOncologist',
		},
		{
			name: 'Rosa Demo-Okafor',
			initials: 'RO',
			email: 'rosa.okafor@example.org',
			title: 'Nurse navigator',
			roles: ['member', 'coordinator'],
			caseRole: 'careCoordinator',
		},
		{
			name: 'Tomas Demo-Berg',
			initials: 'TB',
			email: 'tomas.berg@example.org',
			title: 'Oncology fellow (reads only)',
			roles: ['member'],
			caseRole: 'observer',
		},
	],
};

export const northgate: DemoCenter = {
	name: 'Northgate NET Center',
	kind: 'specialty',
	city: 'Northgate (demo)',
	phone: '+1 555 0200',
	timeZone: 'America/Chicago',
	staff: [
		{
			name: 'Dr. Anna Demo-Weber',
			initials: 'AW',
			email: 'anna.weber@example.org',
			title: 'NET specialist, chair of the board',
			roles: ['member', 'clinician', 'admin'],
			caseRole: 'netSpecialist',
		},
		{
			name: 'Dr. Ravi Demo-Menon',
			initials: 'RM',
			email: 'ravi.menon@example.org',
			title: 'Nuclear medicine physician',
			roles: ['member', 'clinician'],
			caseRole: 'nuclearMedicine',
		},
		{
			name: 'Dr. Ines Demo-Duarte',
			initials: 'ID',
			email: 'ines.duarte@example.org',
			title: 'Radiation oncologist',
			roles: ['member', 'clinician'],
			caseRole: 'radiationOncology',
		},
		{
			name: 'Dr. Samuel Demo-Achebe',
			initials: 'SA',
			email: 'samuel.achebe@example.org',
			title: 'Surgeon',
			roles: ['member', 'clinician'],
			caseRole: 'surgeon',
		},
		{
			name: 'Dr. Mei Demo-Tanaka',
			initials: 'MT',
			email: 'mei.tanaka@example.org',
			title: 'Radiologist',
			roles: ['member', 'clinician'],
			caseRole: 'radiologist',
		},
		{
			name: 'Dr. Oleg Demo-Petrov',
			initials: 'OP',
			email: 'oleg.petrov@example.org',
			title: 'Pathologist',
			roles: ['member', 'clinician'],
			caseRole: 'pathologist',
		},
		{
			name: 'Claire Demo-Novak',
			initials: 'CN',
			email: 'claire.novak@example.org',
			title: 'Care coordinator',
			roles: ['member', 'coordinator'],
			caseRole: 'careCoordinator',
		},
	],
};

/** A center that shares no case with the other two: what it may not see is part of the demo. */
export const lakeside: DemoCenter = {
	name: 'Lakeside Clinic',
	kind: 'referring',
	city: 'Lakeside (demo)',
	phone: '+1 555 0300',
	timeZone: 'America/Denver',
	staff: [
		{
			name: 'Dr. Hugo Demo-Fontaine',
			initials: 'HF',
			email: 'hugo.fontaine@example.org',
			title: 'Medical oncologist',
			roles: ['member', 'clinician', 'admin'],
			caseRole: 'primaryOncologist',
		},
	],
};

export const demoCenters: readonly DemoCenter[] = [riverside, northgate, lakeside];
