#!/bin/sh
# Restores a backup that backup.sh made, into an EMPTY database or folder only: it never overwrites anything.
#   DATABASE_URL=postgres://consilium_migrator:…@host/consilium_new  restore.sh FILE.dump
#   DATA_DIR=/var/lib/consilium-new                                  restore.sh FILE.tar.gz
# Afterwards: run grants.sql (Postgres), then `server verify`, which recomputes every hash chain. Only then switch over.
set -eu
umask 077

die() { echo "restore: $*" >&2; exit 1; }

[ $# -eq 1 ] || die 'usage: restore.sh FILE (with DATABASE_URL or DATA_DIR set)'
file=$1
[ -f "$file" ] || die "there is no $file"
[ -f "$file.sha256" ] || die "$file.sha256 is missing: the file cannot be checked"
(cd "$(dirname "$file")" && sha256sum --check --status "$(basename "$file").sha256") ||
	die "$file is not the file that was written: its SHA-256 differs"

case $file in
*.dump)
	[ -n "${DATABASE_URL:-}" ] || die 'set DATABASE_URL to an empty database'
	tables=$(psql --no-psqlrc --no-password -v ON_ERROR_STOP=1 -At -d "$DATABASE_URL" \
		-c "select count(*) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')")
	[ "$tables" = 0 ] || die "the database holds $tables tables already: restore into an empty one"
	# The list without the schema `public`: it exists, and belongs to somebody.
	list=$(mktemp)
	trap 'rm -f "$list"' EXIT
	pg_restore --list "$file" | grep -v ' SCHEMA - public ' >"$list"
	pg_restore --no-password --no-owner --no-privileges --exit-on-error --single-transaction \
		--use-list="$list" --dbname="$DATABASE_URL" "$file"
	;;
*.tar.gz)
	[ -n "${DATA_DIR:-}" ] || die 'set DATA_DIR to a folder that does not exist yet, or is empty'
	if [ -d "$DATA_DIR" ] && [ -n "$(ls -A "$DATA_DIR")" ]; then
		die "$DATA_DIR is not empty"
	fi
	mkdir -p "$DATA_DIR"
	tar -C "$DATA_DIR" -xzf "$file"
	;;
*) die "$file is neither a .dump nor a .tar.gz" ;;
esac
echo "restored $file; now run grants.sql (Postgres) and \`server verify\`"
