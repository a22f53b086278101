import { z } from 'zod/mini';

const days = z.int().check(z.gte(0), z.lte(3650));
const months = z.int().check(z.gte(0), z.lte(120));
const positive = z.number().check(z.positive(), z.lte(100_000));

/** Every threshold that a site owns. All keys are present after `readPolicy`; RULES §4.4. */
export const policySchema = z.strictObject({
	ctcaeVersion: z.enum(['5.0', '6.0']),
	minimumAgeYears: z.int().check(z.gte(0), z.lte(120)),
	ecogMax: z.int().check(z.gte(0), z.lte(4)),
	labMaxAgeDays: days,
	weightMaxAgeDays: days,
	doseIntervalDays: days,
	doseIntervalToleranceDays: days,
	plannedDoses: z.int().check(z.gte(1), z.lte(12)),
	sixteenWeekClock: z.enum(['since-last-dose', 'since-due-date']),
	recurrenceScopeAnemiaNeutropenia: z.enum(['row', 'event']),
	returnToBaselineTolerance: z.number().check(z.gte(0), z.lte(1)),
	sstrMonths: months,
	sstrPetMonths: months,
	imagingMonths: months,
	imagingToleranceDays: days,
	imagingTimepointGroupDays: days,
	aminoStartMinutes: z.int().check(z.gte(0), z.lte(600)),
	aminoAfterHours: z.number().check(z.gte(0), z.lte(24)),
	aminoAfterToleranceMinutes: z.int().check(z.gte(0), z.lte(600)),
	larMinHours: z.number().check(z.gte(0), z.lte(240)),
	larMaxHours: z.number().check(z.gte(0), z.lte(240)),
	larMg: positive,
	maintenanceDays: days,
	maintenanceGraceDays: days,
	maintenanceMonths: months,
	ssaLongActingDays: days,
	ssaShortActingHours: z.number().check(z.gte(0), z.lte(1000)),
	postLabDays: days,
	postLabToleranceDays: days,
	radiationDays: days,
	mdsProfoundGrade: z.int().check(z.gte(1), z.lte(4)),
	ssaProgression: z.enum(['required', 'case-by-case']),
	reserve: z.strictObject({
		platelets: positive,
		hemoglobin: positive,
		neutrophils: positive,
		crcl: positive,
		bilirubinXuln: positive,
		albumin: positive,
		prothrombinRatio: positive,
	}),
});
export type Policy = z.infer<typeof policySchema>;

const { shape } = policySchema;
const overridesSchema = z.partial(z.extend(policySchema, { reserve: z.partial(shape.reserve) }));
export type PolicyOverrides = z.input<typeof overridesSchema>;

/** The defaults. Those marked [P] in RULES §4.4 are a site's to sign, not the source's. */
export const defaultPolicy: Policy = {
	ctcaeVersion: '5.0',
	minimumAgeYears: 18,
	ecogMax: 2,
	labMaxAgeDays: 28,
	weightMaxAgeDays: 60,
	doseIntervalDays: 56,
	doseIntervalToleranceDays: 7,
	plannedDoses: 4,
	sixteenWeekClock: 'since-last-dose',
	recurrenceScopeAnemiaNeutropenia: 'row',
	returnToBaselineTolerance: 0.1,
	sstrMonths: 6,
	sstrPetMonths: 3,
	imagingMonths: 3,
	imagingToleranceDays: 14,
	imagingTimepointGroupDays: 28,
	aminoStartMinutes: 30,
	aminoAfterHours: 3,
	aminoAfterToleranceMinutes: 15,
	larMinHours: 4,
	larMaxHours: 24,
	larMg: 30,
	maintenanceDays: 28,
	maintenanceGraceDays: 7,
	maintenanceMonths: 18,
	ssaLongActingDays: 28,
	ssaShortActingHours: 24,
	postLabDays: 35,
	postLabToleranceDays: 7,
	radiationDays: 7,
	mdsProfoundGrade: 3,
	ssaProgression: 'required',
	reserve: {
		platelets: 75,
		hemoglobin: 80,
		neutrophils: 1,
		crcl: 40,
		bilirubinXuln: 3,
		albumin: 30,
		prothrombinRatio: 70,
	},
};

export interface PolicyIssue {
	readonly path: string;
	readonly message: string;
}
export type PolicyReading =
	| { readonly ok: true; readonly policy: Policy }
	| { readonly ok: false; readonly issues: readonly PolicyIssue[] };

/** A whole policy: the overrides on top of `base`. Overrides must already be well-formed. */
export function policyWith(overrides: PolicyOverrides, base: Policy = defaultPolicy): Policy {
	return { ...base, ...overrides, reserve: { ...base.reserve, ...overrides.reserve } };
}

/** Overrides from anything; unknown keys and values out of range are refused at their path. */
export function readPolicy(input: unknown, base: Policy = defaultPolicy): PolicyReading {
	const parsed = overridesSchema.safeParse(input ?? {});
	if (parsed.success)
		return { ok: true, policy: Object.keys(parsed.data).length === 0 ? base : policyWith(parsed.data, base) };
	const issues = parsed.error.issues.flatMap((issue): PolicyIssue[] =>
		issue.code === 'unrecognized_keys'
			? issue.keys.map((key) => ({
					path: ['policy', ...issue.path, key].map(String).join('.'),
					message: 'unknown policy key',
				}))
			: [{ path: ['policy', ...issue.path].map(String).join('.'), message: issue.message }],
	);
	return { ok: false, issues };
}
