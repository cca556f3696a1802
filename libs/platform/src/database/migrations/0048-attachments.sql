-- Attachments: files that belong to versions of bulletins as sections do. What is kept here is what is known of a file; its bytes are in a store
-- of their own, encrypted, and its key is in neither.

-- The section '00000000-…' stands for the bulletin as a whole: where a file belongs is settled once, and is part of keys.
CREATE TABLE hub.attachments (
  id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  person_id uuid NOT NULL,
  bulletin_id uuid,
  section_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  name text NOT NULL,
  length bigint NOT NULL,
  received bigint NOT NULL DEFAULT 0,
  state text NOT NULL DEFAULT 'RECEIVING',
  type text,
  size bigint,
  sha256 bytea,
  preview_size int,
  removed text[] NOT NULL DEFAULT '{}',
  refusal text,
  -- Who is at it (a part that arrives, or the check), and until when he may be. One who vanished loses it.
  claim uuid,
  claimed_until timestamptz,
  checks int NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  touched_at timestamptz NOT NULL,
  struck_at timestamptz,
  CONSTRAINT attachments_pk PRIMARY KEY (id),
  CONSTRAINT attachments_place_uq UNIQUE (id, bulletin_id, section_id),
  CONSTRAINT attachments_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT attachments_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT attachments_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id),
  CONSTRAINT attachments_state_ck CHECK (state IN ('RECEIVING', 'CHECKING', 'READY', 'REFUSED')),
  CONSTRAINT attachments_length_ck CHECK (length BETWEEN 1 AND 104857600 AND received BETWEEN 0 AND length),
  CONSTRAINT attachments_whole_ck CHECK (state = 'RECEIVING' OR received = length),
  CONSTRAINT attachments_ready_ck CHECK (state <> 'READY' OR struck_at IS NOT NULL OR num_nulls(type, size, sha256) = 0),
  CONSTRAINT attachments_refused_ck CHECK ((state = 'REFUSED') = (refusal IS NOT NULL)),
  -- Nothing but what is whole and checked is ever part of a bulletin.
  CONSTRAINT attachments_attached_ck CHECK (bulletin_id IS NULL OR state = 'READY'),
  CONSTRAINT attachments_struck_ck CHECK (struck_at IS NULL OR bulletin_id IS NOT NULL AND name = '' AND num_nonnulls(type, size, sha256, preview_size) = 0)
);
CREATE INDEX attachments_checking_ix ON hub.attachments (touched_at) WHERE state = 'CHECKING';
CREATE INDEX attachments_loose_ix ON hub.attachments (touched_at) WHERE bulletin_id IS NULL;
CREATE INDEX attachments_bulletin_ix ON hub.attachments (bulletin_id) WHERE bulletin_id IS NOT NULL;

-- Which versions a file belongs to.
CREATE TABLE hub.bulletin_attachments (
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  attachment_id uuid NOT NULL,
  section_id uuid NOT NULL,
  CONSTRAINT bulletin_attachments_pk PRIMARY KEY (bulletin_id, number, attachment_id),
  CONSTRAINT bulletin_attachments_version_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.bulletin_versions (bulletin_id, number),
  -- A file stays in the bulletin and the section that it was attached to first. (Deferred: it is bound to them in the same transaction.)
  CONSTRAINT bulletin_attachments_place_fk FOREIGN KEY (attachment_id, bulletin_id, section_id) REFERENCES hub.attachments (id, bulletin_id, section_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX bulletin_attachments_attachment_ix ON hub.bulletin_attachments (attachment_id);

-- Links by which a browser fetches a file once.
CREATE TABLE hub.attachment_tickets (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  session_id uuid NOT NULL,
  attachment_id uuid NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT attachment_tickets_pk PRIMARY KEY (id),
  CONSTRAINT attachment_tickets_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id),
  CONSTRAINT attachment_tickets_attachment_fk FOREIGN KEY (attachment_id) REFERENCES hub.attachments (id) ON DELETE CASCADE
);
CREATE INDEX attachment_tickets_attachment_ix ON hub.attachment_tickets (attachment_id);
CREATE INDEX attachment_tickets_expires_ix ON hub.attachment_tickets (expires_at);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['attachments', 'bulletin_attachments', 'attachment_tickets'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, DELETE ON hub.%I TO hub_app', t);
  END LOOP;
END $$;
GRANT SELECT ON hub.attachments TO hub_authority;
GRANT SELECT, INSERT, DELETE ON hub.bulletin_attachments TO hub_authority;
CREATE POLICY attachments_authority ON hub.attachments FOR SELECT TO hub_authority USING (true);
CREATE POLICY bulletin_attachments_authority ON hub.bulletin_attachments TO hub_authority USING (true) WITH CHECK (true);

-- Whether the asker sees, or works on, a version, and a section where there is one. Both have row security of their own, which holds here too.
CREATE FUNCTION hub.sees_version(p_bulletin uuid, p_number int, p_section uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = p_number)
    AND (p_section = '00000000-0000-0000-0000-000000000000'
      OR EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.number = p_number AND s.section_id = p_section))
$$;
CREATE FUNCTION hub.works_on_version(p_bulletin uuid, p_number int, p_section uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND v.number = p_number AND v.review_state <> 'PUBLISHED' AND v.editors && hub.principals())
    AND (p_section = '00000000-0000-0000-0000-000000000000'
      OR EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.number = p_number AND s.section_id = p_section AND s.editors && hub.principals()))
$$;

-- In a version: who may read that version, and the section where it stands in one.
CREATE POLICY bulletin_attachments_read ON hub.bulletin_attachments FOR SELECT TO hub_app USING (
  hub.sees_version(bulletin_id, number, section_id) OR (SELECT hub.realm()) = 'worker');
GRANT INSERT ON hub.bulletin_attachments TO hub_app;
CREATE POLICY bulletin_attachments_add ON hub.bulletin_attachments FOR INSERT TO hub_app WITH CHECK (hub.works_on_version(bulletin_id, number, section_id));
CREATE POLICY bulletin_attachments_remove ON hub.bulletin_attachments FOR DELETE TO hub_app USING (hub.works_on_version(bulletin_id, number, section_id));

-- A file that is attached: who sees it in some version. One that is not yet: who uploads it.
CREATE POLICY attachments_read ON hub.attachments FOR SELECT TO hub_app USING (
  bulletin_id IS NULL AND person_id = (SELECT hub.person())
  OR EXISTS (SELECT FROM hub.bulletin_attachments l WHERE l.attachment_id = attachments.id)
  OR (SELECT hub.realm()) = 'worker');
GRANT INSERT, UPDATE (bulletin_id, section_id, name, received, state, type, size, sha256, preview_size, removed, refusal, claim, claimed_until, checks, touched_at, struck_at) ON hub.attachments TO hub_app;
CREATE POLICY attachments_add ON hub.attachments FOR INSERT TO hub_app WITH CHECK (
  person_id = (SELECT hub.person()) AND organisation_id = (SELECT hub.organisation()) AND 'OFFICER' = ANY ((SELECT hub.roles())::text[])
  -- And so in no bulletin (attachments_attached_ck).
  AND state = 'RECEIVING');
CREATE POLICY attachments_change ON hub.attachments FOR UPDATE TO hub_app
  USING (bulletin_id IS NULL AND person_id = (SELECT hub.person())
    OR organisation_id = (SELECT hub.organisation())
      AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = attachments.bulletin_id AND b.editors && (SELECT hub.principals())::int[])
    OR (SELECT hub.realm()) = 'worker')
  WITH CHECK (bulletin_id IS NULL
    OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = attachments.bulletin_id AND b.originator_id = attachments.organisation_id AND b.editors && (SELECT hub.principals())::int[])
    OR (SELECT hub.realm()) = 'worker');
CREATE POLICY attachments_forget ON hub.attachments FOR DELETE TO hub_app USING ((SELECT hub.realm()) = 'worker');

GRANT INSERT, UPDATE (used_at) ON hub.attachment_tickets TO hub_app;
CREATE POLICY attachment_tickets_read ON hub.attachment_tickets FOR SELECT TO hub_app USING (person_id = (SELECT hub.person()) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY attachment_tickets_add ON hub.attachment_tickets FOR INSERT TO hub_app WITH CHECK (
  person_id = (SELECT hub.person()) AND EXISTS (SELECT FROM hub.attachments a WHERE a.id = attachment_tickets.attachment_id));
CREATE POLICY attachment_tickets_change ON hub.attachment_tickets FOR UPDATE TO hub_app USING (person_id = (SELECT hub.person()));
CREATE POLICY attachment_tickets_forget ON hub.attachment_tickets FOR DELETE TO hub_app USING ((SELECT hub.realm()) = 'worker');

-- What an approval binds holds the files too: mixed into the content's hash whenever that is made anew. By itself it tells whether
-- a revision changes them.
ALTER TABLE hub.bulletin_versions ADD COLUMN attachments_hash bytea;

-- A new version begins with the files of the one before.
CREATE FUNCTION hub.carry_attachments() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  INSERT INTO hub.bulletin_attachments (bulletin_id, number, attachment_id, section_id)
  SELECT l.bulletin_id, NEW.number, l.attachment_id, l.section_id FROM hub.bulletin_attachments l
  WHERE l.bulletin_id = NEW.bulletin_id AND l.number = NEW.number - 1
    AND EXISTS (SELECT FROM hub.attachments a WHERE a.id = l.attachment_id AND a.struck_at IS NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER bulletin_versions_carry_attachments AFTER INSERT ON hub.bulletin_versions FOR EACH ROW EXECUTE FUNCTION hub.carry_attachments();

-- Files of sections that are gone go with them.
CREATE FUNCTION hub.bind_attachments() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  DELETE FROM hub.bulletin_attachments l WHERE l.bulletin_id = NEW.bulletin_id AND l.number = NEW.number AND l.section_id <> '00000000-0000-0000-0000-000000000000'
    AND NOT EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = l.bulletin_id AND s.number = l.number AND s.section_id = l.section_id);
  SELECT sha256(string_agg(uuid_send(a.id) || uuid_send(l.section_id) || coalesce(a.sha256, ''), ''::bytea ORDER BY a.id)) INTO NEW.attachments_hash
  FROM hub.bulletin_attachments l JOIN hub.attachments a ON a.id = l.attachment_id WHERE l.bulletin_id = NEW.bulletin_id AND l.number = NEW.number;
  IF NEW.attachments_hash IS NOT NULL THEN NEW.content_hash := sha256(NEW.content_hash || NEW.attachments_hash); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bulletin_versions_bind_attachments BEFORE UPDATE OF content_hash ON hub.bulletin_versions FOR EACH ROW EXECUTE FUNCTION hub.bind_attachments();

-- Whoever sees other files than before has a new edition, as with sections (hub.begin_editions). Deferred: that one has run by then.
CREATE FUNCTION hub.begin_attachment_editions() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_before int; v_principal int; v_class int[];
BEGIN
  SELECT max(v.number) INTO v_before FROM hub.bulletin_versions v WHERE v.bulletin_id = NEW.id AND v.number < NEW.published_number AND v.review_state = 'PUBLISHED';
  IF v_before IS NULL OR NOT EXISTS (SELECT FROM hub.bulletin_attachments l WHERE l.bulletin_id = NEW.id AND l.number IN (v_before, NEW.published_number)) THEN RETURN NULL; END IF;
  FOR v_principal IN SELECT DISTINCT e.principal FROM hub.bulletin_editions e WHERE e.bulletin_id = NEW.id
    AND NOT EXISTS (SELECT FROM hub.bulletin_editions o WHERE o.bulletin_id = NEW.id AND o.principal = e.principal AND o.number = NEW.published_number)
  LOOP
    v_class := hub.implied(v_principal);
    CONTINUE WHEN NOT EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = NEW.id AND v.number = NEW.published_number AND v.admitted && v_class);
    IF hub.attachments_for(NEW.id, v_before, v_class) IS DISTINCT FROM hub.attachments_for(NEW.id, NEW.published_number, v_class) THEN
      INSERT INTO hub.bulletin_editions (bulletin_id, principal, seen, number)
      SELECT NEW.id, v_principal, coalesce(max(e.seen), 0) + 1, NEW.published_number FROM hub.bulletin_editions e WHERE e.bulletin_id = NEW.id AND e.principal = v_principal;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER bulletins_attachment_editions_tr AFTER UPDATE OF published_number ON hub.bulletins DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.published_number IS DISTINCT FROM NEW.published_number) EXECUTE FUNCTION hub.begin_attachment_editions();

-- The files that a version has for whoever stands for these principals.
CREATE FUNCTION hub.attachments_for(p_bulletin uuid, p_number int, p_class int[]) RETURNS uuid[]
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT array_agg(l.attachment_id ORDER BY l.attachment_id) FROM hub.bulletin_attachments l
  WHERE l.bulletin_id = p_bulletin AND l.number = p_number AND (l.section_id = '00000000-0000-0000-0000-000000000000'
    OR EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = l.bulletin_id AND s.number = l.number AND s.section_id = l.section_id AND s.admitted && p_class))
$$;

-- Whom a strike is told to: those who may see the file now in what is published, by organisation. For its editors only.
CREATE FUNCTION hub.attachment_readers(p_attachment uuid) RETURNS TABLE (organisation_id uuid, principals int[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_readers int[];
BEGIN
  SELECT coalesce(array_agg(DISTINCT p), '{}') INTO v_readers FROM (
    SELECT unnest(CASE WHEN s.section_id IS NOT NULL THEN s.gate ELSE v.gate END) AS p
    FROM hub.bulletin_attachments l
    JOIN hub.bulletin_versions v ON v.bulletin_id = l.bulletin_id AND v.number = l.number AND v.review_state = 'PUBLISHED'
    LEFT JOIN hub.bulletin_sections s ON s.bulletin_id = l.bulletin_id AND s.number = l.number AND s.section_id = l.section_id
    WHERE l.attachment_id = p_attachment AND hub.realm() = 'actor' AND hub.may_edit(l.bulletin_id)
      AND (l.section_id = '00000000-0000-0000-0000-000000000000' OR s.section_id IS NOT NULL)) x;
  RETURN QUERY SELECT c.organisation_id, c.principals FROM hub.covered(v_readers) c;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['carry_attachments', 'bind_attachments', 'begin_attachment_editions', 'attachment_readers'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.attachments_for, hub.sees_version, hub.works_on_version FROM PUBLIC';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.sees_version, hub.works_on_version TO hub_app, hub_authority';
  EXECUTE 'GRANT EXECUTE ON FUNCTION hub.attachments_for TO hub_authority';
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
