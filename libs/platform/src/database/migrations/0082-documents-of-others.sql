-- As in 0081; and what another has filed: documents were meant for who saw the item then.
CREATE OR REPLACE FUNCTION hub.item_has_past(p_item uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_items i JOIN hub.meeting_agenda_versions v ON v.edition_id = i.edition_id WHERE i.id = p_item AND v.entries @> jsonb_build_array(jsonb_build_object('item', p_item)))
    OR EXISTS (SELECT FROM hub.meeting_items m WHERE m.merged_into = p_item) OR EXISTS (SELECT FROM hub.meeting_texts x WHERE x.item_id = p_item)
    OR EXISTS (SELECT FROM hub.meeting_decisions d WHERE d.item_id = p_item) OR EXISTS (SELECT FROM hub.meeting_actions a WHERE a.item_id = p_item)
    OR EXISTS (SELECT FROM hub.meeting_attendance n WHERE n.item_id = p_item)
    OR EXISTS (SELECT FROM hub.meeting_documents d JOIN hub.meeting_items i ON i.id = d.item_id JOIN hub.attachments a ON a.id = d.attachment_id
      WHERE d.item_id = p_item AND d.organisation_id <> i.proposer_id AND (a.struck_at IS NULL OR d.removed_change IS NOT NULL))
$$;
