import { verifySignatures } from '@consilium/board';
import { allRoomIds, schema, verifyAudit } from '@consilium/store';
import type { Config } from '../config.ts';
import { say, withApp } from './with-app.ts';

interface Verdict {
	ok: boolean;
	seq?: number;
	why?: string;
}

function told(what: string, verdict: Verdict): number {
	if (verdict.ok) return 0;
	say(`${what}: broken at row ${verdict.seq}: ${verdict.why}`);
	return 1;
}

/** `verify`: recomputes every hash chain; names the first bad row of each that does not fit. */
export const verifyStore = (config: Config): Promise<number> =>
	withApp(config, async ({ store }) => {
		const rooms = await allRoomIds(store.db);
		const centers = await store.db
			.select({ id: schema.center.id, name: schema.center.name })
			.from(schema.center);
		let bad = 0;
		for (const id of rooms) bad += told(`room ${id}`, await store.log.verify(id));
		for (const { id, name } of centers) bad += told(`audit of ${name}`, await verifyAudit(store.db, id));
		bad += told('audit of the house', await verifyAudit(store.db, null));
		const signatures = await verifySignatures(store.db);
		if (!signatures.ok) {
			bad += 1;
			say(`referral-back ${signatures.id}: ${signatures.why}`);
		}
		say(
			`${rooms.length} rooms and ${centers.length + 1} audit chains and the signatures checked, ${bad} broken`,
		);
		return bad === 0 ? 0 : 1;
	});
