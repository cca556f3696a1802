-- A document is confidential unless who files it says that it may be made public: a guest's link shows what may, and no other. Of those that are there nobody has said so.
ALTER TABLE hub.meeting_documents ADD COLUMN confidential boolean NOT NULL DEFAULT true;

-- As in 0084; of items that are not confidential those documents alone that are not either. `closed`: not for everybody, the item or the document.
CREATE OR REPLACE FUNCTION hub.documents_by_link(p_link uuid)
RETURNS TABLE (item_id uuid, titles jsonb, proposer_id uuid, bulletins jsonb, tlps text[], closed boolean, document_id uuid, organisation_id uuid, language text, name text, type text, size bigint, sha256 text, preview_size int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE s record;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR s IN SELECT x.item_id, x.titles, x.proposer_id, x.bulletins, true AS interprets FROM hub.items_by_link(p_link) x WHERE x.item_id IS NOT NULL
    UNION ALL SELECT x.item_id, x.titles, x.proposer_id, x.bulletins, false FROM hub.public_items_by_link(p_link) x LOOP
    PERFORM FROM hub.attachments a WHERE a.item_id = s.item_id FOR SHARE;
    RETURN QUERY SELECT s.item_id, s.titles, s.proposer_id, s.bulletins, ARRAY(SELECT DISTINCT b.tlp FROM hub.meeting_item_bulletins k JOIN hub.bulletins b ON b.id = k.bulletin_id WHERE k.item_id = s.item_id),
      i.audience IS NOT NULL OR d.confidential, a.id, d.organisation_id, d.language, a.name, a.type, a.size::bigint, encode(a.sha256, 'hex'), a.preview_size::int
    FROM hub.meeting_documents d JOIN hub.attachments a ON a.id = d.attachment_id JOIN hub.meeting_items i ON i.id = d.item_id
    WHERE d.item_id = s.item_id AND (s.interprets OR NOT d.confidential) AND d.removed_change IS NULL AND a.struck_at IS NULL AND a.state = 'READY' ORDER BY coalesce(d.added_change, 0), d.added_at, a.id;
  END LOOP;
END $$;
