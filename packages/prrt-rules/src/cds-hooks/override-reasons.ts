/**
 * The canonical URL that HL7/cds-hooks gives its code system (input/vocabulary, read at fb10ca7 of June 2026). It belongs
 * to 3.0.0, which was still in ballot then; under 2.0 the codes go out as a service's own, which it allows.
 */
export const nonAdherenceSystem = 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes';

/** The codes of the value set `non-adherence-reason-clinical`, with the displays of the code system. */
export const overrideReasons = [
	{ code: 'cds-not-applicable', display: 'PC CDS does not apply to patient' },
	{ code: 'cds-suboptimal-context', display: 'PC CDS delivered in suboptimal context' },
	{
		code: 'recipient-disagrees-evidence',
		display: 'Recipient disagrees with recommendation because of issues with the evidence',
	},
	{
		code: 'recipient-concerns-outcomes',
		display: 'Recipient has concerns regarding potential health outcomes',
	},
	{
		code: 'does-not-align-preferences',
		display: 'Recommendation does not align with patient preferences or values',
	},
	{ code: 'not-convenient-feasible', display: 'Recommendation is not convenient or feasible' },
	{ code: 'action-completed', display: 'Recommended action was already completed' },
	{ code: 'patient-contraindication', display: 'Patient has contraindication to recommended action' },
	{ code: 'patient-refuses', display: 'Patient refuses/declines (no context given)*' },
	{ code: 'too-costly-uncovered', display: 'Recommended action is too costly or not covered by insurance' },
	{ code: 'service-not-available', display: 'Treatment or service is not practically available' },
	{
		code: 'recipient-does-not-understand',
		display:
			'Recipient does not understand the recommended action or know how to perform the recommended action',
	},
] as const;

export type OverrideReasonCode = (typeof overrideReasons)[number]['code'];

/** The codes alone, in the order of the list. */
export const overrideReasonCodes = overrideReasons.map(({ code }) => code);
