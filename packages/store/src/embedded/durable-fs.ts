import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { PGlite, type postgresMod } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

interface NodeFsNode {
	name: string;
}
interface NodeFsPlugin {
	stream_ops: { fsync?: (stream: { nfd?: number }) => number };
	node_ops: { rename: (node: NodeFsNode, toDir: NodeFsNode, name: string) => void };
	realPath: (node: NodeFsNode) => string;
}

/** How often the disk was really asked to keep what was written. */
export interface FsyncCount {
	files: number;
	folders: number;
}

const syncFolder = (folder: string): void => {
	const handle = openSync(folder, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
};

/**
 * PGlite's folder, with an fsync that reaches the disk: the stock one has none, so a power cut could lose
 * acknowledged commits. Leans on Emscripten's NODEFS; throws in `init` when that is not where it is expected.
 */
export class DurableFs extends NodeFS {
	readonly count: FsyncCount = { files: 0, folders: 0 };

	override async init(pg: PGlite, options: Partial<postgresMod.PostgresMod>) {
		const { emscriptenOpts } = await super.init(pg, options);
		const patch = (mod: postgresMod.PostgresMod) => this.#patch(pluginOf(mod));
		return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), patch] } };
	}

	#patch(plugin: NodeFsPlugin): void {
		plugin.stream_ops.fsync = (stream) => {
			if (stream.nfd !== undefined) {
				fsyncSync(stream.nfd);
				this.count.files += 1;
			}
			return 0;
		};
		const rename = plugin.node_ops.rename;
		plugin.node_ops.rename = (node, toDir, name) => {
			rename(node, toDir, name);
			const folder = plugin.realPath(toDir);
			syncFolder(existsSync(folder) ? folder : dirname(folder));
			this.count.folders += 1;
		};
	}
}

const pluginOf = (mod: postgresMod.PostgresMod): NodeFsPlugin => {
	const loose = mod as unknown as { NODEFS?: NodeFsPlugin; FS: { filesystems?: { NODEFS?: NodeFsPlugin } } };
	const plugin = loose.NODEFS ?? loose.FS.filesystems?.NODEFS;
	if (!plugin?.stream_ops || !plugin.node_ops?.rename || !plugin.realPath)
		throw new Error('the embedded database keeps its files in another way than expected: no fsync possible');
	return plugin;
};

/** Start parameters with fsync on. `fdatasync` stays without effect in this build, so WAL is kept with `fsync`. */
export const durableStartParams: string[] = [
	...PGlite.defaultStartParams.filter((param) => param !== '-F'),
	'-c',
	'fsync=on',
	'-c',
	'wal_sync_method=fsync',
	'-c',
	'synchronous_commit=on',
];
