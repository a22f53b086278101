export { createIdentity, type Identity, type IdentityOptions } from './identity.ts';
export { initialsOf } from './initials.ts';
export type { AcceptAnswer, Acceptance, InvitationOrder, OpenInvitation } from './invitations.ts';
export type { Me } from './me.ts';
export { argon2id, type PasswordHasher, type PasswordRefusal } from './passwords.ts';
export type { Sessions } from './sessions.ts';
export type { SignInAnswer, SignInTry } from './sign-in.ts';
export type { SignInLimits } from './sign-in-limits.ts';
