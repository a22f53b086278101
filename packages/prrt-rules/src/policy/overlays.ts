import type { PolicyOverrides } from './policy.ts';

/** A named set of overrides with the reason for it. A site signs the policy that results. */
export interface PolicyOverlay {
	readonly id: string;
	readonly title: string;
	readonly basis: string;
	readonly overrides: PolicyOverrides;
}

export const overlays: readonly PolicyOverlay[] = [
	{
		id: 'us-label-2024',
		title: 'US label of April 2024',
		basis: 'The label names adult and pediatric patients 12 years and older; the source speaks of adults.',
		overrides: { minimumAgeYears: 12 },
	},
	{
		id: 'netter2-first-line',
		title: 'First-line use after NETTER-2',
		basis:
			'First-line treatment without progression on an analog is weighed case by case instead of being closed.',
		overrides: { ssaProgression: 'case-by-case' },
	},
	{
		id: 'ctcae-6',
		title: 'CTCAE 6.0',
		basis:
			'Neutropenia grade 3 begins below 0.5 instead of below 1.0, thrombocytopenia grade 4 below 10 instead of 25.',
		overrides: { ctcaeVersion: '6.0' },
	},
];

/** The overlay with an id, or undefined. */
export const overlayById = (id: string): PolicyOverlay | undefined =>
	overlays.find((overlay) => overlay.id === id);
