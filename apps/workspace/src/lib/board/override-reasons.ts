/** Why a finding is set aside: codes of the HL7 value set for decision support, in plain words. */
export const overrideReasons = [
	{ value: 'cds-not-applicable', label: 'Does not apply to this patient' },
	{ value: 'cds-suboptimal-context', label: 'Correct, but not useful at this point' },
	{ value: 'recipient-disagrees-evidence', label: 'I disagree with the evidence' },
	{ value: 'recipient-concerns-outcomes', label: 'I expect a worse outcome by following it' },
	{ value: 'does-not-align-preferences', label: "Not in line with the patient's wishes" },
	{ value: 'not-convenient-feasible', label: 'Not feasible here' },
	{ value: 'action-completed', label: 'Already done' },
	{ value: 'patient-contraindication', label: 'Contraindicated in this patient' },
	{ value: 'patient-refuses', label: 'The patient declines' },
	{ value: 'too-costly-uncovered', label: 'Not covered or too costly' },
	{ value: 'service-not-available', label: 'Not available' },
	{ value: 'recipient-does-not-understand', label: 'The finding is not clear to me' },
] as const;

export const overrideReasonWords = (code: string): string =>
	overrideReasons.find((reason) => reason.value === code)?.label ?? code;
