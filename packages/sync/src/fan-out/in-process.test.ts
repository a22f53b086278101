import { fanOutContract } from '@consilium/testkit';
import { createSyncServer } from '../server.ts';
import { createInProcessFanOut } from './in-process.ts';

fanOutContract('in-process', {
	createSyncServer,
	open: async () => {
		const bus = createInProcessFanOut();
		return { newEnd: () => ({ ...bus, close: async () => undefined }), close: () => bus.close() };
	},
});
