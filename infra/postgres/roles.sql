-- The roles of a Consilium database. Run once by a superuser, in the database:
--     psql -v ON_ERROR_STOP=1 -d consilium -f roles.sql
-- Then give each role that somebody uses a password (ALTER ROLE … PASSWORD …); without one nobody can sign in as it.
-- Running it again changes nothing. What each role may do with the tables is in grants.sql, which the migrator
-- runs after every migration.
--
--   consilium_migrator  owns the schema; runs `server migrate` and grants.sql; is not used by the running server
--   consilium_app_rw    the running server: reads and appends; changes only what is not history
--   consilium_app_ro    reports: reads, but no secrets
--   consilium_auditor   who did what and when, without anything clinical
--   consilium_backup    reads everything, for pg_dump

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY[
		'consilium_migrator', 'consilium_app_rw', 'consilium_app_ro', 'consilium_auditor', 'consilium_backup'
	] LOOP
		IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
			EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', name);
		END IF;
	END LOOP;

	EXECUTE format('ALTER DATABASE %I OWNER TO consilium_migrator', current_database());
	EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
	EXECUTE format(
		'GRANT CONNECT ON DATABASE %I TO consilium_app_rw, consilium_app_ro, consilium_auditor, consilium_backup',
		current_database()
	);
END
$$;

ALTER SCHEMA public OWNER TO consilium_migrator;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO consilium_app_rw, consilium_app_ro, consilium_auditor;

GRANT pg_read_all_data TO consilium_backup;

-- No statement of the running server or of a report may hold the others up for ever.
ALTER ROLE consilium_app_rw SET statement_timeout = '30s';
ALTER ROLE consilium_app_rw SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE consilium_app_ro SET statement_timeout = '120s';
ALTER ROLE consilium_app_ro SET default_transaction_read_only = on;
ALTER ROLE consilium_auditor SET statement_timeout = '120s';
ALTER ROLE consilium_auditor SET default_transaction_read_only = on;
