import type { ServerResponse } from 'node:http';

/** Nothing runs and nothing loads in what is no page: errors, redirects, files, data. */
const inert = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const always: Record<string, string> = {
	'content-security-policy': inert,
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'DENY',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
	'x-permitted-cross-domain-policies': 'none',
};

/** Headers of every answer. Pages put their own content security policy, with nonces, in place of this one. */
export function setSecurityHeaders(response: ServerResponse, secure: boolean): void {
	for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
	if (secure) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

/** Headers of answers that are data, never a page. */
export function setDataHeaders(response: ServerResponse): void {
	response.setHeader('cache-control', 'no-store');
}
