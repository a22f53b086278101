import type { AskRole } from '@consilium/prrt-rules';
import type { OpenedCase } from '#lib/api/shapes.ts';

const roleWords: Record<AskRole, string> = {
	primaryOncologist: 'the primary oncologist',
	netSpecialist: 'the NET specialist',
	nuclearMedicine: 'nuclear medicine',
	radiologist: 'the radiologist',
	pathologist: 'the pathologist',
	careCoordinator: 'the care coordinator',
};

/** Who can say what is missing: the center of the person with that role on this case, else the role itself. */
export function whomToAsk(
	team: OpenedCase['team'],
	role: AskRole,
): { label: string; centerName: string | null } {
	const person = team.find((member) => member.role === role);
	if (!person) return { label: `Ask ${roleWords[role]}`, centerName: null };
	return {
		label: `Ask ${person.centerName.split(' ')[0] ?? person.centerName}`,
		centerName: person.centerName,
	};
}

/** The role in words, for "who could say". */
export const askRoleWords = (role: AskRole): string => roleWords[role];
