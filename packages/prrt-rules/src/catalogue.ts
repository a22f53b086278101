import type { Rule } from './rule.ts';
import { eligAge } from './rules/eligibility/elig-age.ts';
import { eligExtensiveDisease } from './rules/eligibility/elig-extensive-disease.ts';
import { eligGrade } from './rules/eligibility/elig-grade.ts';
import { eligMetastatic } from './rules/eligibility/elig-metastatic.ts';
import { eligPerformance } from './rules/eligibility/elig-performance.ts';
import { eligPrimaryGep } from './rules/eligibility/elig-primary-gep.ts';
import { eligReserveHepatic } from './rules/eligibility/elig-reserve-hepatic.ts';
import { eligReserveMarrow } from './rules/eligibility/elig-reserve-marrow.ts';
import { eligReserveRenal } from './rules/eligibility/elig-reserve-renal.ts';
import { eligSsaProgression } from './rules/eligibility/elig-ssa-progression.ts';
import { eligSstrExpression } from './rules/eligibility/elig-sstr-expression.ts';
import { eligSstrImagingCurrent } from './rules/eligibility/elig-sstr-imaging-current.ts';
import { eligSstrModality } from './rules/eligibility/elig-sstr-modality.ts';
import { doseAnemiaNeutropenia } from './rules/dose/dose-anemia-neutropenia.ts';
import { doseHepatic } from './rules/dose/dose-hepatic.ts';
import { doseHypersensitivity } from './rules/dose/dose-hypersensitivity.ts';
import { doseNonhem } from './rules/dose/dose-nonhem.ts';
import { doseRenal } from './rules/dose/dose-renal.ts';
import { doseThrombocytopenia } from './rules/dose/dose-thrombocytopenia.ts';
import { gradePathComplete } from './rules/grading/grade-path-complete.ts';
import { gradeWho } from './rules/grading/grade-who.ts';
import { imgDuringTx } from './rules/imaging/img-during-tx.ts';
import { imgFirstPostTx } from './rules/imaging/img-first-post-tx.ts';
import { imgSstrPetResponse } from './rules/imaging/img-sstr-pet-response.ts';
import { labPanelComplete } from './rules/laboratory/lab-panel-complete.ts';
import { labWbcLow } from './rules/laboratory/lab-wbc-low.ts';
import { schedDoseCount } from './rules/schedule/sched-dose-count.ts';
import { schedDoseInterval } from './rules/schedule/sched-dose-interval.ts';
import { holdSsaLar } from './rules/washout/hold-ssa-lar.ts';
import { holdSsaShort } from './rules/washout/hold-ssa-short.ts';
import { infAminoStart } from './rules/infusion/inf-amino-start.ts';
import { infAminoDuration } from './rules/infusion/inf-amino-duration.ts';
import { infAminoContent } from './rules/infusion/inf-amino-content.ts';
import { infAntiemeticOrder } from './rules/infusion/inf-antiemetic-order.ts';
import { larPostDose } from './rules/infusion/lar-post-dose.ts';
import { larMaintenance } from './rules/followup/lar-maintenance.ts';
import { radPrecautions } from './rules/radiation/rad-precautions.ts';
import { radBloodDraw } from './rules/radiation/rad-blood-draw.ts';
import { radEducation } from './rules/radiation/rad-education.ts';
import { labPost5w } from './rules/followup/lab-post-5w.ts';
import { imgCtMri3m } from './rules/followup/img-ct-mri-3m.ts';
import { survMds } from './rules/followup/surv-mds.ts';
import { coordAssigned } from './rules/coordination/coord-assigned.ts';
import { refPrecontact } from './rules/coordination/ref-precontact.ts';
import { refSsaOwner } from './rules/coordination/ref-ssa-owner.ts';
import { refPosttxTestsAgreed } from './rules/coordination/ref-posttx-tests-agreed.ts';
import { refDataTransfer } from './rules/coordination/ref-data-transfer.ts';
import { refBack } from './rules/coordination/ref-back.ts';
import { refLabsShared } from './rules/coordination/ref-labs-shared.ts';
import { refAeCommunicated } from './rules/coordination/ref-ae-communicated.ts';
import { refPacketCurrent } from './rules/coordination/ref-packet-current.ts';
import { refScanTimingSent } from './rules/coordination/ref-scan-timing-sent.ts';
import { mdtQuorum } from './rules/coordination/mdt-quorum.ts';
import { facQualified } from './rules/safety/fac-qualified.ts';
import { safePregnancy } from './rules/safety/safe-pregnancy.ts';

/** Every rule, in the order in which findings are given. Adding a rule: its file, its test and its line here. */
export const catalogue: readonly Rule[] = [
	gradeWho,
	gradePathComplete,
	eligAge,
	eligPrimaryGep,
	eligMetastatic,
	eligGrade,
	eligSstrExpression,
	eligSstrImagingCurrent,
	eligSstrModality,
	eligSsaProgression,
	eligExtensiveDisease,
	eligReserveMarrow,
	eligReserveRenal,
	eligReserveHepatic,
	eligPerformance,
	holdSsaLar,
	holdSsaShort,
	schedDoseInterval,
	schedDoseCount,
	labPanelComplete,
	labWbcLow,
	doseThrombocytopenia,
	doseAnemiaNeutropenia,
	doseRenal,
	doseHepatic,
	doseNonhem,
	doseHypersensitivity,
	infAminoStart,
	infAminoDuration,
	infAminoContent,
	infAntiemeticOrder,
	larPostDose,
	larMaintenance,
	radPrecautions,
	radBloodDraw,
	radEducation,
	labPost5w,
	imgCtMri3m,
	imgDuringTx,
	imgFirstPostTx,
	imgSstrPetResponse,
	survMds,
	coordAssigned,
	refPrecontact,
	refSsaOwner,
	refPosttxTestsAgreed,
	refDataTransfer,
	refBack,
	refLabsShared,
	refAeCommunicated,
	refPacketCurrent,
	refScanTimingSent,
	mdtQuorum,
	facQualified,
	safePregnancy,
];

/** The rule with an id, or undefined. */
export const ruleById = (id: string): Rule | undefined => catalogue.find((rule) => rule.id === id);

/** Every facts path that some rule reads, sorted: each needs a field on the board. */
export const factPathsRead: readonly string[] = [...new Set(catalogue.flatMap((rule) => rule.reads))].sort();

/** The criteria of the eligibility strip, in the order in which they are shown. */
export const eligibilityRules: readonly string[] = [
	'ELIG-AGE',
	'ELIG-PRIMARY-GEP',
	'ELIG-METASTATIC',
	'ELIG-GRADE',
	'ELIG-SSTR-EXPRESSION',
	'ELIG-SSTR-IMAGING-CURRENT',
	'ELIG-SSA-PROGRESSION',
	'ELIG-EXTENSIVE-DISEASE',
	'ELIG-RESERVE-MARROW',
	'ELIG-RESERVE-RENAL',
	'ELIG-RESERVE-HEPATIC',
	'ELIG-PERFORMANCE',
];
