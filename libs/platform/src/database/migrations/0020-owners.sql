-- Functions that decide about access belong to hub_authority, which row security lets see what it needs and nothing else.
DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOR f IN SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'hub'::regnamespace AND p.prosecdef LOOP
    EXECUTE 'ALTER FUNCTION ' || f || ' OWNER TO hub_authority';
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA hub TO hub_app, hub_authority;
