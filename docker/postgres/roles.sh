#!/bin/bash
# Runs once, when the database volume is new: the roles of the hub, with passwords from the environment.
#   hub_owner      owns schema and tables, migrates
#   hub_app        what the hub reads and writes with: owns nothing, row security binds it
#   hub_authority  owns the few functions that decide about access; nobody signs in with it
set -euo pipefail

: "${HUB_OWNER_PASSWORD:?must be set}" "${HUB_APP_PASSWORD:?must be set}"

psql -v ON_ERROR_STOP=1 --no-psqlrc --username "${POSTGRES_USER:-postgres}" --dbname "${POSTGRES_DB:-hub}" \
  -v owner_password="$HUB_OWNER_PASSWORD" -v app_password="$HUB_APP_PASSWORD" <<'SQL'
CREATE ROLE hub_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE hub_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT PASSWORD :'app_password';
CREATE ROLE hub_authority NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
GRANT hub_app, hub_authority TO hub_owner;

SELECT current_database() AS database \gset
ALTER DATABASE :"database" OWNER TO hub_owner;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO hub_owner, hub_app;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
SQL
