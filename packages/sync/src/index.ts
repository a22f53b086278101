export type { FanOut, Notice } from './fan-out/fan-out.ts';
export { createInProcessFanOut } from './fan-out/in-process.ts';
export { defaultLimits, type Limits } from './limits.ts';
export type {
	Admission,
	CaseLog,
	JoinRequest,
	LogEntry,
	LogRow,
	Member,
	NotAdmitted,
	SyncOptions,
	SyncReport,
	Ticket,
	Versions,
} from './ports.ts';
export { createSyncServer, type SyncServer, type SyncStats } from './server.ts';
export type { Subject } from './socket/recheck.ts';
export { closeCodes, refusalCodes, type RefusalCode } from './wire.ts';
