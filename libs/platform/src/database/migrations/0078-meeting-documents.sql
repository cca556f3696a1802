-- Documents of agenda items: files that hang on an item instead of a bulletin, and are seen by who sees the item.

ALTER TABLE hub.attachments ADD COLUMN item_id uuid,
  ADD CONSTRAINT attachments_item_fk FOREIGN KEY (item_id) REFERENCES hub.meeting_items (id),
  ADD CONSTRAINT attachments_item_uq UNIQUE (id, item_id),
  -- It hangs on one thing, or on none yet.
  ADD CONSTRAINT attachments_parent_ck CHECK (bulletin_id IS NULL OR item_id IS NULL),
  DROP CONSTRAINT attachments_attached_ck,
  ADD CONSTRAINT attachments_attached_ck CHECK (bulletin_id IS NULL AND item_id IS NULL OR state = 'READY'),
  DROP CONSTRAINT attachments_struck_ck,
  ADD CONSTRAINT attachments_struck_ck CHECK (struck_at IS NULL OR num_nonnulls(bulletin_id, item_id) = 1 AND name = '' AND num_nonnulls(type, size, sha256, preview_size) = 0);
DROP INDEX hub.attachments_loose_ix;
CREATE INDEX attachments_loose_ix ON hub.attachments (touched_at) WHERE bulletin_id IS NULL AND item_id IS NULL;
CREATE INDEX attachments_item_ix ON hub.attachments (item_id) WHERE item_id IS NOT NULL;

-- Which file an item has, in which language, and from whom. Changes to the documents of what is on an agenda that was fixed are numbered, item by item: a number for the whole
-- agenda would tell others that something of a closed item has changed.
CREATE TABLE hub.meeting_documents (
  attachment_id uuid NOT NULL,
  item_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  language text NOT NULL,
  added_at timestamptz NOT NULL,
  added_change int,
  removed_change int,
  CONSTRAINT meeting_documents_pk PRIMARY KEY (attachment_id),
  -- Deferred: file and document are bound to the item in one transaction.
  CONSTRAINT meeting_documents_attachment_fk FOREIGN KEY (attachment_id, item_id) REFERENCES hub.attachments (id, item_id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT meeting_documents_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_documents_change_ck CHECK (added_change > 0 AND removed_change > coalesce(added_change, 0))
);
CREATE INDEX meeting_documents_item_ix ON hub.meeting_documents (item_id, added_at);

-- Whether the person entered files this organisation's documents of an item: the item's proposer and coordinators those of all, its sponsors their own; each only where he sees it.
CREATE FUNCTION hub.files_documents(p_item uuid, p_organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_items i WHERE i.id = p_item AND hub.sees_item(i.id) AND hub.roles()::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR']
    AND (i.proposer_id = hub.organisation() OR hub.coordinates()
      OR p_organisation = hub.organisation() AND EXISTS (SELECT FROM hub.meeting_item_sponsors s WHERE s.item_id = i.id AND s.organisation_id = hub.organisation())))
$$;

-- The number of the next change to the documents of an item, which is held meanwhile; null: it is not on an agenda that was fixed, or not the asker's to file.
CREATE FUNCTION hub.next_document_change(p_item uuid, p_organisation uuid) RETURNS int
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  PERFORM FROM hub.meeting_items i WHERE i.id = p_item AND hub.files_documents(i.id, p_organisation) FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN (SELECT (SELECT coalesce(max(greatest(d.added_change, d.removed_change)), 0) + 1 FROM hub.meeting_documents d WHERE d.item_id = i.id)
    FROM hub.meeting_items i WHERE i.id = p_item AND i.state = 'ACCEPTED' AND EXISTS (SELECT FROM hub.meeting_agenda_versions v WHERE v.edition_id = i.edition_id));
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'ALTER TABLE hub.meeting_documents ENABLE ROW LEVEL SECURITY';
  EXECUTE 'ALTER TABLE hub.meeting_documents FORCE ROW LEVEL SECURITY';
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['files_documents', 'next_document_change'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
GRANT SELECT, DELETE ON hub.meeting_documents TO hub_authority;
CREATE POLICY meeting_documents_authority ON hub.meeting_documents TO hub_authority USING (true) WITH CHECK (true);

GRANT SELECT, INSERT, UPDATE (removed_change) ON hub.meeting_documents TO hub_app;
CREATE POLICY meeting_documents_read ON hub.meeting_documents FOR SELECT TO hub_app USING (hub.sees_item(item_id));
CREATE POLICY meeting_documents_add ON hub.meeting_documents FOR INSERT TO hub_app WITH CHECK (
  organisation_id = (SELECT hub.organisation()) AND hub.files_documents(item_id, organisation_id));
CREATE POLICY meeting_documents_change ON hub.meeting_documents FOR UPDATE TO hub_app USING (hub.files_documents(item_id, organisation_id));

-- As in 0048; and of items. Whoever proposes items sends files for them, so it is not for officers alone: what becomes of a bulletin is its editors' as before.
GRANT UPDATE (item_id) ON hub.attachments TO hub_app;
ALTER POLICY attachments_read ON hub.attachments USING (
  bulletin_id IS NULL AND item_id IS NULL AND person_id = (SELECT hub.person())
  OR EXISTS (SELECT FROM hub.bulletin_attachments l WHERE l.attachment_id = attachments.id)
  OR hub.sees_item(item_id)
  OR (SELECT hub.realm()) = 'worker');
ALTER POLICY attachments_add ON hub.attachments WITH CHECK (
  person_id = (SELECT hub.person()) AND organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR']
  -- And so on nothing (attachments_attached_ck).
  AND state = 'RECEIVING');
ALTER POLICY attachments_change ON hub.attachments
  USING (bulletin_id IS NULL AND item_id IS NULL AND person_id = (SELECT hub.person())
    OR organisation_id = (SELECT hub.organisation())
      AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = attachments.bulletin_id AND b.editors && (SELECT hub.principals())::int[])
    OR hub.files_documents(item_id, organisation_id)
    OR (SELECT hub.realm()) = 'worker')
  WITH CHECK (bulletin_id IS NULL AND item_id IS NULL
    OR EXISTS (SELECT FROM hub.bulletins b WHERE b.id = attachments.bulletin_id AND b.originator_id = attachments.organisation_id AND b.editors && (SELECT hub.principals())::int[])
    OR hub.files_documents(item_id, organisation_id)
    OR (SELECT hub.realm()) = 'worker');

-- As hub.strike_in_attachments: the name of a document goes, but for its ending; the file stays as it is: removeMeetingDocument takes that away.
CREATE FUNCTION hub.strike_in_documents(p_bulletin uuid, p_needle text, p_mark text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
BEGIN
  UPDATE hub.attachments a SET name = hub.struck(regexp_replace(a.name, '\.[^.]*$', ''), p_needle, p_mark) || coalesce(substring(a.name FROM '\.[^.]*$'), '')
  FROM hub.meeting_item_bulletins l WHERE l.bulletin_id = p_bulletin AND l.item_id = a.item_id AND position(p_needle IN hub.folded(a.name)) > 0;
END $$;

-- Documents of items that were about the bulletin become its own files, and go with them, keys too: hub.purge_bulletin calls this before it looks for those.
CREATE FUNCTION hub.purge_in_documents(p_bulletin uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE v_items uuid[] := ARRAY(SELECT l.item_id FROM hub.meeting_item_bulletins l WHERE l.bulletin_id = p_bulletin);
BEGIN
  DELETE FROM hub.meeting_documents d WHERE d.item_id = ANY (v_items);
  UPDATE hub.attachments a SET bulletin_id = p_bulletin, item_id = NULL WHERE a.item_id = ANY (v_items);
END $$;
GRANT UPDATE (bulletin_id, item_id) ON hub.attachments TO hub_authority;
REVOKE EXECUTE ON FUNCTION hub.strike_in_documents, hub.purge_in_documents FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.strike_in_documents, hub.purge_in_documents TO hub_authority;
