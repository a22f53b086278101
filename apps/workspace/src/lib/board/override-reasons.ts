import { overrideReasonCodes, type OverrideReasonCode } from '@consilium/prrt-rules';

/** Why a finding is set aside, in plain words; the codes are those that the rules offer with it. */
const words: Record<OverrideReasonCode, string> = {
	'cds-not-applicable': 'Does not apply to this patient',
	'cds-suboptimal-context': 'Correct, but not useful at this point',
	'recipient-disagrees-evidence': 'I disagree with the evidence',
	'recipient-concerns-outcomes': 'I expect a worse outcome by following it',
	'does-not-align-preferences': "Not in line with the patient's wishes",
	'not-convenient-feasible': 'Not feasible here',
	'action-completed': 'Already done',
	'patient-contraindication': 'Contraindicated in this patient',
	'patient-refuses': 'The patient declines',
	'too-costly-uncovered': 'Not covered or too costly',
	'service-not-available': 'Not available',
	'recipient-does-not-understand': 'The finding is not clear to me',
};

export const overrideReasons = overrideReasonCodes.map((value) => ({ value, label: words[value] }));

export const overrideReasonWords = (code: string): string =>
	overrideReasons.find((reason) => reason.value === code)?.label ?? code;
