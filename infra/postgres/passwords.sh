#!/bin/sh
# First start of the Postgres container, after roles.sql: gives the roles that are used their passwords.
set -eu
psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname "$POSTGRES_DB" \
	-v migrator="$MIGRATOR_PASSWORD" -v app="$APP_PASSWORD" -v backup="$BACKUP_PASSWORD" <<-'SQL'
	ALTER ROLE consilium_migrator PASSWORD :'migrator';
	ALTER ROLE consilium_app_rw PASSWORD :'app';
	ALTER ROLE consilium_backup PASSWORD :'backup';
SQL
