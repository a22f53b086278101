// Lets an example find its packages in this repository, where each room has its own: devalue with the API, the rest
// with the test kit. A script of one's own installs them beside itself and does not need this file.
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const homes = ['../../packages/api/package.json', '../../packages/testkit/package.json'];
const parents = homes.map((home) => new URL(home, import.meta.url).href);

registerHooks({
	resolve(specifier, context, next) {
		if (!/^(devalue|ws|yjs|y-websocket|lib0)(\/|$)/.test(specifier)) return next(specifier, context);
		for (const parentURL of parents) {
			try {
				return next(specifier, { ...context, parentURL });
			} catch {
				continue;
			}
		}
		return { url: pathToFileURL(createRequire(parents[0]).resolve(specifier)).href, shortCircuit: true };
	},
});
