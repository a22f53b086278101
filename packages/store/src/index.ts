export { appendAudit, type AuditEntry, HOUSE_CHAIN } from './audit.ts';
export type { Db, Executor, Tx } from './db.ts';
export { FolderInUse } from './embedded/folder-lock.ts';
export {
	type CaseLog,
	type LogEntry,
	type LogRow,
	type LogVerdict,
	NoSuchRoom,
	type RoomLog,
} from './log/case-log.ts';
export { logHash, logSeed, sameBytes } from './log/chain.ts';
export {
	defaultMigrationsFolder,
	ForeignSchema,
	insertOnlyTables,
	migrate,
	schemaFingerprint,
} from './migration/migrate.ts';
export { openStore, type Store, type StoreLocation, type StoreOptions } from './open.ts';
export type { Conflict, ConflictingEntry, ProjectedView } from './projector/case-projection.ts';
export {
	createProjector,
	type Projector,
	type ProjectorOptions,
	type ProjectorTrouble,
} from './projector/projector.ts';
export type { Saying } from './projector/register.ts';
export { allRoomIds, openRoomFor, type RoomPlace } from './rooms.ts';
export * as schema from './schema/index.ts';
export { type AuditVerdict, verifyAudit } from './verify-audit.ts';
