import type { Caller, Me, WorkspaceHost } from '@consilium/api';

declare global {
	namespace App {
		interface Locals {
			me: Me | null;
			api: Caller;
			host: WorkspaceHost;
		}
	}
}

export {};
