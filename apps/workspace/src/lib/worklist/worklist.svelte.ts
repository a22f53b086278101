import { dateInZone } from '@consilium/case-model';
import { api } from '#lib/api/client.ts';
import { messageOf } from '#lib/api/refusal.ts';
import type { CaseRow } from '#lib/api/shapes.ts';
import { grouped, type Group, type Viewpoint } from './group.ts';
import { holdOrder } from './held-list.ts';

interface Start {
	rows: CaseRow[];
	/** When the rows were read, in milliseconds since 1970. */
	readAt: number;
	/** The reader's centers. */
	mine: ReadonlySet<string>;
	timeZone: string;
}

/** The list that a person is reading: fresh words arrive by themselves, rows move only when the reader asks. */
export class Worklist {
	groups: Group[] = $state.raw([]);
	/** When the last answer came, in milliseconds since 1970. */
	readAt = $state(0);
	/** How many rows would come, go or move. */
	waiting = $state(0);
	/** Why the last reading failed, or null. What is shown is then as of `readAt`. */
	trouble: string | null = $state(null);
	readonly #mine: ReadonlySet<string>;
	readonly #timeZone: string;
	#fresh: CaseRow[];

	constructor(start: Start) {
		this.#mine = start.mine;
		this.#timeZone = start.timeZone;
		this.#fresh = start.rows;
		this.readAt = start.readAt;
		this.show();
	}

	get rows(): CaseRow[] {
		return this.groups.flatMap((group) => group.rows.map(({ row }) => row));
	}

	get viewpoint(): Viewpoint {
		return { mine: this.#mine, today: dateInZone(this.readAt, this.#timeZone) };
	}

	/** Reads again and holds every row where it is. */
	async read(): Promise<void> {
		try {
			this.#fresh = await api.cases.list.query();
			this.readAt = Date.now();
			const held = holdOrder(this.groups, this.#fresh, this.viewpoint);
			this.groups = held.groups;
			this.waiting = held.waiting;
			this.trouble = null;
		} catch (reason) {
			this.trouble = messageOf(reason);
		}
	}

	/** Reads again and lets the rows move to where they belong. */
	async refresh(): Promise<void> {
		await this.read();
		if (this.trouble === null) this.show();
	}

	/** Lets what waits come in. */
	show(): void {
		this.groups = grouped(this.#fresh, this.viewpoint);
		this.waiting = 0;
	}
}
