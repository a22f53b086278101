import type { AppRouter } from '@consilium/api';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

/** Everything the server answers, by router and procedure. */
export type Outputs = inferRouterOutputs<AppRouter>;
/** What it takes. */
export type Inputs = inferRouterInputs<AppRouter>;

export type OpenedCase = Outputs['cases']['open'];
export type CaseRow = Outputs['cases']['list'][number];
export type CaseView = Outputs['cases']['view'];
export type Center = Outputs['centers']['list'][number];
export type Override = Outputs['findings']['overrides'][number];
export type Room = OpenedCase['rooms'][number];
export type TeamMember = OpenedCase['team'][number];
export type Thread = Outputs['threads']['list'][number];
/** What a thread hangs on; a thread that stands has also the words it showed then (`Thread['anchor'].quote`). */
export type Anchor = Inputs['threads']['start']['anchor'];
export type ThreadComment = Thread['comments'][number];
export type DemoPerson = Outputs['session']['demoStaff'][number];
export type ReferralPage = Outputs['referrals']['get'];
export type Referral = NonNullable<ReferralPage['referral']>;
export type ReferralBackPage = Outputs['referralBacks']['get'];
export type ReferralBack = NonNullable<ReferralBackPage['current']>;
