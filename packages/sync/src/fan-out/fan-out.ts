/** Somewhere the log of a room reached `seq`. It says where to look and carries no content. */
export interface Notice {
	readonly roomId: string;
	readonly seq: number;
}

/**
 * Carries notices between the nodes that serve rooms of one log. A notice may be lost, doubled, late or out of
 * order: what a room sends comes from the log alone, so the worst that an engine can do is to be slow.
 */
export interface FanOut {
	/** Called after a commit of this node. Does not wait and does not throw; a notice that cannot be sent is dropped. */
	publish(notice: Notice): void;
	/** Calls `heard` for notices of every node (one's own may be among them) until the answer is called. */
	subscribe(heard: (notice: Notice) => void): () => void;
	/** Every live room looks into the log this often by itself; null only where no notice can be lost. */
	readonly pollMs: number | null;
	/** By whoever made it, after the nodes that use it are closed. */
	close(): Promise<void>;
}
