-- Documents on the page of a personal link: a guest's, of what is not confidential; an interpreter's, of what he interprets.

-- For the worker, on behalf of a guest: the items on the agenda of his edition that are not confidential: open to all parties, and about nothing but what is public now.
-- What is closed, narrowed or struck meanwhile waits until this has been entered, or is seen here already. Interpreters have hub.items_by_link.
CREATE FUNCTION hub.public_items_by_link(p_link uuid) RETURNS TABLE (item_id uuid, titles jsonb, proposer_id uuid, bulletins jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE v_edition uuid;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  SELECT e.id INTO v_edition FROM hub.meeting_links l JOIN hub.meeting_editions e ON e.id = l.edition_id AND e.state IN ('AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION')
  WHERE l.id = p_link AND l.interpreter_id IS NULL AND l.revoked_at IS NULL AND l.expires_at > hub.instant()
    AND (l.organisation_id IS NULL OR EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = l.edition_id AND p.organisation_id = l.organisation_id));
  PERFORM FROM hub.meeting_items i WHERE i.edition_id = v_edition AND i.state = 'ACCEPTED' AND i.audience IS NULL FOR SHARE;
  PERFORM FROM hub.bulletins b WHERE b.id IN (SELECT k.bulletin_id FROM hub.meeting_item_bulletins k JOIN hub.meeting_items i ON i.id = k.item_id WHERE i.edition_id = v_edition AND i.state = 'ACCEPTED' AND i.audience IS NULL) FOR SHARE;
  RETURN QUERY SELECT i.id, i.titles, i.proposer_id,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'originatorId', b.originator_id) ORDER BY b.id), '[]') FROM hub.meeting_item_bulletins k JOIN hub.bulletins b ON b.id = k.bulletin_id WHERE k.item_id = i.id)
  FROM hub.meeting_items i WHERE i.edition_id = v_edition AND i.state = 'ACCEPTED' AND i.audience IS NULL
    AND NOT EXISTS (SELECT FROM hub.meeting_item_bulletins k WHERE k.item_id = i.id AND NOT EXISTS (SELECT FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
      WHERE b.id = k.bulletin_id AND b.tlp = 'CLEAR' AND b.readers @> ARRAY[1] AND v.admitted @> ARRAY[1] AND v.gate @> ARRAY[1] AND (v.lapses_at IS NULL OR v.lapses_at > hub.instant())))
  ORDER BY i.position;
END $$;

-- The same: the documents of what a link shows, whosever it is, in the order of the agenda; none that is removed. A removal meanwhile waits too.
CREATE FUNCTION hub.documents_by_link(p_link uuid)
RETURNS TABLE (item_id uuid, titles jsonb, proposer_id uuid, bulletins jsonb, tlps text[], closed boolean, document_id uuid, organisation_id uuid, language text, name text, type text, size bigint, sha256 text, preview_size int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE s record;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR s IN SELECT x.item_id, x.titles, x.proposer_id, x.bulletins FROM hub.items_by_link(p_link) x WHERE x.item_id IS NOT NULL
    UNION ALL SELECT x.item_id, x.titles, x.proposer_id, x.bulletins FROM hub.public_items_by_link(p_link) x LOOP
    PERFORM FROM hub.attachments a WHERE a.item_id = s.item_id FOR SHARE;
    RETURN QUERY SELECT s.item_id, s.titles, s.proposer_id, s.bulletins, ARRAY(SELECT DISTINCT b.tlp FROM hub.meeting_item_bulletins k JOIN hub.bulletins b ON b.id = k.bulletin_id WHERE k.item_id = s.item_id),
      i.audience IS NOT NULL, a.id, d.organisation_id, d.language, a.name, a.type, a.size::bigint, encode(a.sha256, 'hex'), a.preview_size::int
    FROM hub.meeting_documents d JOIN hub.attachments a ON a.id = d.attachment_id JOIN hub.meeting_items i ON i.id = d.item_id
    WHERE d.item_id = s.item_id AND d.removed_change IS NULL AND a.struck_at IS NULL AND a.state = 'READY' ORDER BY coalesce(d.added_change, 0), d.added_at, a.id;
  END LOOP;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['public_items_by_link', 'documents_by_link'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
  -- For the function below it alone.
  EXECUTE 'REVOKE EXECUTE ON FUNCTION hub.public_items_by_link FROM hub_app';
END $$;
