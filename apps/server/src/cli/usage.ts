/** How the server's commands are called. */
export const usage = `
pnpm server serve                          listen (PORT, HOST, DATA_DIR or DATABASE_URL, PUBLIC_ORIGIN, TRUST_PROXY, DEMO, LOG_LEVEL)
pnpm server migrate                        bring the database up to date and end
pnpm server seed                           fill an empty store with the synthetic demo and end
pnpm server import-case FILE [--facts] [--center NAME] [--as EMAIL] [--preview]
                                           open a case from a FHIR bundle, or from facts of the rules package (JSON or NDJSON)
pnpm server verify                         check every hash chain of the log and of the audit trail
`;

/** The command line cannot be understood; the message says why. */
export class UsageError extends Error {}
