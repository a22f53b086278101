#!/bin/sh
# One backup of a Consilium database, checked before it is called done.
#   DATABASE_URL=postgres://consilium_backup:…@host/consilium  backup.sh FOLDER      Postgres, while it is in use
#   DATA_DIR=/var/lib/consilium                                backup.sh FOLDER      embedded, server stopped
# Writes FOLDER/consilium-<UTC time>.dump (or .tar.gz) with its SHA-256 beside it and prints the path. Whatever goes
# wrong, no file is left that looks like a finished backup. Keep FOLDER on another machine, and encrypted.
set -eu
umask 077

die() { echo "backup: $*" >&2; exit 1; }

[ $# -eq 1 ] || die 'usage: backup.sh FOLDER (with DATABASE_URL or DATA_DIR set)'
folder=$1
mkdir -p "$folder"
stamp=$(date -u +%Y%m%dT%H%M%SZ)
name="consilium-$stamp"

if [ -n "${DATABASE_URL:-}" ]; then
	file="$folder/$name.dump"
elif [ -n "${DATA_DIR:-}" ]; then
	file="$folder/$name.tar.gz"
else
	die 'set DATABASE_URL (Postgres) or DATA_DIR (embedded)'
fi
[ ! -e "$file" ] || die "$file exists already"
part="$file.part"
trap 'rm -f "$part"' EXIT

if [ -n "${DATABASE_URL:-}" ]; then
	pg_dump --format=custom --no-password --lock-wait-timeout=30s --file="$part" "$DATABASE_URL"
	# A dump that cannot be listed, or that lacks the log, is no backup.
	pg_restore --list "$part" | grep -q 'TABLE DATA public case_log ' || die 'the dump holds no case log'
else
	[ -d "$DATA_DIR/database" ] || die "$DATA_DIR holds no embedded database"
	if [ -f "$DATA_DIR/consilium.lock" ]; then
		pid=$(sed -n 's/.*"pid":\([0-9]*\).*/\1/p' "$DATA_DIR/consilium.lock")
		if [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; then
			die "a server (pid $pid) is using $DATA_DIR: stop it first, a copy of a running database is worthless"
		fi
	fi
	tar -C "$DATA_DIR" --exclude=consilium.lock -czf "$part" database
	tar -tzf "$part" >/dev/null
fi

mv "$part" "$file"
trap - EXIT
(cd "$folder" && sha256sum "$(basename "$file")" >"$(basename "$file").sha256")
sync "$file" 2>/dev/null || sync
echo "$file"
