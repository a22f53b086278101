/*
 * The SQL functions that write the two chains. What they hash is written down in `log/chain.ts` and
 * `audit-chain.ts`, which recompute it independently; a change here must be made there too.
 */

const frame = `
create or replace function chain_text(value text) returns bytea language sql immutable as $$
	select int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8')
$$;
create or replace function chain_instant(value timestamptz) returns bytea language sql immutable as $$
	select int8send((extract(epoch from value) * 1000)::bigint)
$$;
`;

const caseLogAppend = `
create or replace function case_log_append(
	p_rooms text[], p_blob bytea, p_lengths int[], p_authors uuid[], p_centers uuid[], p_sessions text[],
	p_seen bigint[]
) returns table (n int, seq bigint) language plpgsql as $$
#variable_conflict use_column
declare
	l_starts int[] := '{}';
	l_next int := 1;
	l_room record;
	l_head bytea;
	l_seq bigint;
	l_at timestamptz(3);
	l_update bytea;
	i int;
begin
	foreach i in array p_lengths loop
		l_starts := l_starts || l_next;
		l_next := l_next + i;
	end loop;
	for l_room in
		select u.room, array_agg(u.place order by u.place) as places
		from unnest(p_rooms) with ordinality as u(room, place) group by u.room order by u.room
	loop
		select r.head_seq, r.head_hash into l_seq, l_head from case_room r where r.id = l_room.room for update;
		if not found then
			raise exception 'no such room: %', l_room.room using errcode = 'no_data_found';
		end if;
		if l_seq = 0 then
			l_head := sha256(convert_to('consilium case log ' || l_room.room, 'UTF8'));
		end if;
		l_at := clock_timestamp();
		foreach i in array l_room.places loop
			l_seq := l_seq + 1;
			l_update := substring(p_blob from l_starts[i] for p_lengths[i]);
			l_head := sha256(l_head || int8send(l_seq) || chain_instant(l_at) || chain_text(p_authors[i]::text)
				|| chain_text(p_centers[i]::text) || chain_text(p_sessions[i])
				|| chain_text(coalesce(p_seen[i]::text, '')) || l_update);
			insert into case_log (room_id, seq, author_id, center_id, session_id, seen, at, "update", hash)
			values (l_room.room, l_seq, p_authors[i], p_centers[i], p_sessions[i], p_seen[i], l_at, l_update, l_head);
			n := i;
			seq := l_seq;
			return next;
		end loop;
		update case_room set head_seq = l_seq, head_hash = l_head where id = l_room.room;
	end loop;
end $$;
`;

const auditAppend = `
create or replace function audit_append(
	p_chain text, p_person uuid, p_action text, p_case uuid, p_detail jsonb
) returns bigint language plpgsql as $$
declare
	l_seq bigint;
	l_head bytea;
	l_at timestamptz(3) := clock_timestamp();
begin
	insert into audit_head (chain, seq, hash)
	values (p_chain, 0, sha256(convert_to('consilium audit ' || p_chain, 'UTF8'))) on conflict do nothing;
	select h.seq + 1, h.hash into l_seq, l_head from audit_head h where h.chain = p_chain for update;
	l_head := sha256(l_head || int8send(l_seq) || chain_instant(l_at) || chain_text(coalesce(p_person::text, ''))
		|| chain_text(p_action) || chain_text(coalesce(p_case::text, '')) || chain_text(p_detail::text));
	insert into audit_event (chain, seq, at, person_id, action, case_id, detail, hash)
	values (p_chain, l_seq, l_at, p_person, p_action, p_case, p_detail, l_head);
	update audit_head set seq = l_seq, hash = l_head where chain = p_chain;
	return l_seq;
end $$;
`;

const refuseChange = `
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
	raise exception '% rows are insert-only', tg_table_name using errcode = 'restrict_violation';
end $$;
`;

const insertOnly = (table: string): string => `
create or replace trigger ${table}_insert_only before update or delete or truncate on "${table}"
for each statement execute function refuse_change();
`;

/** All of it, safe to run again and again. */
export const functionsSql = (insertOnlyTables: readonly string[]): string =>
	[frame, caseLogAppend, auditAppend, refuseChange, ...insertOnlyTables.map(insertOnly)].join('\n');
