import { createHash, randomBytes } from 'node:crypto';

/** What is stored in place of a secret token: 256 bits of SHA-256, enough for a token that is itself random. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** 256 random bits for a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');
