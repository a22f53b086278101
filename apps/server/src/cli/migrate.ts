import type { Config } from '../config.ts';
import { say, withApp } from './with-app.ts';

/** `migrate`: opening the store brings its schema up to date. */
export const migrateStore = (config: Config): Promise<number> =>
	withApp(config, async ({ store }) => {
		say((await store.health()).detail);
		return 0;
	});
