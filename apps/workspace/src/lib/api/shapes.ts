import type { AppRouter } from '@consilium/api';
import type { inferRouterOutputs } from '@trpc/server';

/** What the server answers, by the router's own types: nothing is declared twice. */
export type Outputs = inferRouterOutputs<AppRouter>;

export type CaseRow = Outputs['cases']['list'][number];
export type OpenCase = Outputs['cases']['open'];
export type Center = Outputs['centers']['list'][number];
export type CenterPerson = Outputs['centers']['people'][number];
export type DemoPerson = Outputs['session']['demoStaff'][number];

export type Thread = Outputs['threads']['list'][number];
export type ThreadComment = Thread['comments'][number];
export type Anchor = Thread['anchor'];

export type ReferralPage = Outputs['referrals']['get'];
export type Referral = NonNullable<ReferralPage['referral']>;
export type ReferralBackPage = Outputs['referralBacks']['get'];
export type ReferralBack = NonNullable<ReferralBackPage['current']>;
