import type { Config } from '../config.ts';
import { seedDemo } from '../demo/seed.ts';
import { say, withApp } from './with-app.ts';

/** `seed`: the synthetic demo, into an empty store only. */
export const seedStore = (config: Config): Promise<number> =>
	withApp(config, async (app) => {
		const outcome = await seedDemo(app);
		say(outcome === 'seeded' ? 'The demo is in place.' : 'The store is not empty; nothing was written.');
		return outcome === 'seeded' ? 0 : 1;
	});
