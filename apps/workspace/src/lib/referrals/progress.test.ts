import { expect, test } from 'vitest';
import { progressOf } from './progress.ts';
import { previewWords } from './words.ts';

const short = (state: Parameters<typeof progressOf>[0]) =>
	progressOf(state).map((step) => `${step.label}: ${step.status}`);

test('[REFERRAL-UI-1] before it is sent a referral is being prepared', () => {
	expect(short(null)[0]).toBe('Being prepared: current');
	expect(
		short(null)
			.slice(1)
			.every((step) => step.endsWith('to come')),
	).toBe(true);
});

test('[REFERRAL-UI-2] the stop for information is on the line only while it is there', () => {
	expect(short('returned')[2]).toBe('Returned for information: current');
	expect(short('sent').join()).not.toMatch(/Returned/);
});

test('[REFERRAL-UI-3] a decline ends the line, an acknowledgement completes it', () => {
	expect(short('declined').at(-1)).toBe('Declined: done');
	expect(short('acknowledged').every((step) => step.endsWith('done'))).toBe(true);
});

test('[REFERRAL-UI-4] the preview says both figures, and says in words when there is nothing', () => {
	expect(previewWords({ notMet: 1, cannotTell: 2 })).toBe('If sent now: 1 not met, 2 cannot tell.');
	expect(previewWords({ notMet: 0, cannotTell: 0 })).toMatch(/nothing is unmet/);
});
