-- Roles are made by the start-up (roles.sql), since they belong to the cluster and not to this database:
-- hub_app reads and writes for the hub and owns nothing; hub_authority owns the few functions that must look past row
-- security in order to decide it.

-- Who is asking is set for one transaction only (set_config(…, true)); an empty setting is nobody.
CREATE FUNCTION hub.realm() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(current_setting('hub.realm', true), '') $$;
CREATE FUNCTION hub.person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('hub.person', true), '')::uuid $$;
CREATE FUNCTION hub.organisation() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('hub.organisation', true), '')::uuid $$;
CREATE FUNCTION hub.roles() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('hub.roles', true), ''), '{}')::text[] $$;
CREATE FUNCTION hub.principals() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT coalesce(nullif(current_setting('hub.principals', true), ''), '{}')::int[] $$;
CREATE FUNCTION hub.instant() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('hub.instant', true), '')::timestamptz $$;

-- RFC 3339 in UTC with milliseconds, as the API gives every instant.
CREATE FUNCTION hub.iso(at timestamptz) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- Principals are what audiences consist of: 1 = the public, 2 = all organisations; organisations and persons get theirs
-- from this sequence. They never leave the hub. The more particular has the higher number: an organisation is there before
-- its officers and its persons (hub.editions relies on it).
CREATE SEQUENCE hub.principal_numbers START 10;
