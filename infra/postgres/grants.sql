-- What each role may do with the tables. Run by consilium_migrator (their owner) after every migration:
--     psql -v ON_ERROR_STOP=1 -d consilium -f grants.sql
-- It first takes everything away, so the result does not depend on what was granted before.
-- A table that is not named here is insert-only for the server: forgetting one fails towards safety.

BEGIN;

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, consilium_app_rw, consilium_app_ro, consilium_auditor;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, consilium_app_rw, consilium_app_ro, consilium_auditor;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, consilium_app_rw, consilium_app_ro, consilium_auditor;

-- The server reads and appends everywhere.
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO consilium_app_rw;
-- Only a migration says which schema this is.
DO $$ BEGIN
	IF to_regclass('public.store_schema') IS NOT NULL THEN REVOKE INSERT ON store_schema FROM consilium_app_rw; END IF;
END $$;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO consilium_app_rw;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO consilium_app_rw;

-- It changes what is not history: people and places, the heads of the chains, what is derived and made again.
GRANT UPDATE ON person, center, membership, session, invitation TO consilium_app_rw;
GRANT UPDATE ON case_room, case_team, case_view, case_snapshot, audit_head TO consilium_app_rw;
GRANT UPDATE (closed_at) ON consilium_case TO consilium_app_rw;
-- It removes what has ended or can be made again.
GRANT DELETE ON session, case_view, case_snapshot TO consilium_app_rw;

-- Reports read, but neither password hashes nor anything that signs somebody in.
GRANT SELECT ON ALL TABLES IN SCHEMA public TO consilium_app_ro;
REVOKE ALL ON session, invitation, person FROM consilium_app_ro;
GRANT SELECT (id, email, name, initials, created_at, disabled_at) ON person TO consilium_app_ro;

-- The auditor sees acts, not content.
GRANT SELECT ON audit_event, audit_head, center, membership, case_team, consilium_case, case_room TO consilium_auditor;
GRANT SELECT (id, email, name, initials, created_at, disabled_at) ON person TO consilium_auditor;
GRANT SELECT (room_id, seq, author_id, center_id, session_id, at, hash) ON case_log TO consilium_auditor;

-- Which migrations have run: the server compares at start.
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_namespace WHERE nspname = 'drizzle') THEN
		GRANT USAGE ON SCHEMA drizzle TO consilium_app_rw;
		GRANT SELECT ON ALL TABLES IN SCHEMA drizzle TO consilium_app_rw;
	END IF;
END
$$;

COMMIT;
