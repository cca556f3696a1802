-- Personal API tokens. Each is a session of its person, so that it can never do more than the person may at that moment, enters by hub.enter
-- like every other, and ends wherever sessions end. What is here says only how to find it, and how far it goes.
CREATE TABLE hub.api_tokens (
  session_id uuid NOT NULL,
  name text NOT NULL,
  scope text NOT NULL,
  -- SHA-256: the token has 256 random bits.
  token_hash bytea NOT NULL,
  -- To the minute.
  last_used_at timestamptz,
  CONSTRAINT api_tokens_pk PRIMARY KEY (session_id),
  CONSTRAINT api_tokens_token_uq UNIQUE (token_hash),
  CONSTRAINT api_tokens_session_fk FOREIGN KEY (session_id) REFERENCES hub.sessions (id),
  CONSTRAINT api_tokens_scope_ck CHECK (scope IN ('READ_ONLY', 'FULL'))
);
ALTER TABLE hub.api_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.api_tokens FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON hub.api_tokens TO hub_app;
GRANT UPDATE (last_used_at) ON hub.api_tokens TO hub_app;
CREATE POLICY api_tokens_identity ON hub.api_tokens TO hub_app USING ((SELECT hub.realm()) = 'identity') WITH CHECK ((SELECT hub.realm()) = 'identity');
GRANT SELECT ON hub.api_tokens TO hub_authority;
CREATE POLICY api_tokens_authority ON hub.api_tokens FOR SELECT TO hub_authority USING (true);

-- How far a session goes; null: it is none of a token, and goes as far as its person.
CREATE FUNCTION hub.token_scope(p_session uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT t.scope FROM hub.api_tokens t WHERE t.session_id = p_session
$$;

DO $$
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  EXECUTE 'ALTER FUNCTION hub.token_scope OWNER TO hub_authority';
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.token_scope FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.token_scope TO hub_app';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
