-- The items of a meeting's agenda, as far as the minutes need them. An item is open to all parties of its edition, or to the organisations named.

CREATE TABLE hub.meeting_items (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  proposer_id uuid NOT NULL,
  proposed_by uuid NOT NULL,
  proposed_at timestamptz NOT NULL,
  titles jsonb NOT NULL,
  purpose text NOT NULL,
  minutes int NOT NULL,
  audience uuid[],
  state text NOT NULL DEFAULT 'PROPOSED',
  position int NOT NULL DEFAULT 0,
  CONSTRAINT meeting_items_pk PRIMARY KEY (id),
  CONSTRAINT meeting_items_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_items_proposer_fk FOREIGN KEY (proposer_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_items_proposed_by_fk FOREIGN KEY (proposed_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_items_position_ck CHECK ((state = 'ACCEPTED') = (position > 0)),
  CONSTRAINT meeting_items_audience_ck CHECK (audience IS NULL OR proposer_id = ANY (audience))
);

-- Bulletins that an item is about.
CREATE TABLE hub.meeting_item_bulletins (
  item_id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  CONSTRAINT meeting_item_bulletins_pk PRIMARY KEY (item_id, bulletin_id),
  CONSTRAINT meeting_item_bulletins_item_fk FOREIGN KEY (item_id) REFERENCES hub.meeting_items (id),
  CONSTRAINT meeting_item_bulletins_bulletin_fk FOREIGN KEY (bulletin_id) REFERENCES hub.bulletins (id)
);
ALTER TABLE hub.meeting_item_bulletins ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.meeting_item_bulletins FORCE ROW LEVEL SECURITY;
GRANT SELECT ON hub.meeting_item_bulletins TO hub_app, hub_authority;
CREATE POLICY meeting_item_bulletins_authority ON hub.meeting_item_bulletins TO hub_authority USING (true) WITH CHECK (true);
CREATE INDEX meeting_items_edition_ix ON hub.meeting_items (edition_id, position);

ALTER TABLE hub.meeting_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.meeting_items FORCE ROW LEVEL SECURITY;
GRANT SELECT ON hub.meeting_items TO hub_app, hub_authority;
CREATE POLICY meeting_items_authority ON hub.meeting_items TO hub_authority USING (true) WITH CHECK (true);

-- Whether the person entered sees an item now.
CREATE FUNCTION hub.sees_item(p_item uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT EXISTS (SELECT FROM hub.meeting_items i WHERE i.id = p_item AND hub.attends(i.edition_id) AND (i.audience IS NULL OR hub.organisation() = ANY (i.audience)))
$$;
GRANT CREATE ON SCHEMA hub TO hub_authority;
ALTER FUNCTION hub.sees_item OWNER TO hub_authority;
REVOKE CREATE ON SCHEMA hub FROM hub_authority;
REVOKE EXECUTE ON FUNCTION hub.sees_item FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.sees_item TO hub_app;

CREATE POLICY meeting_items_read ON hub.meeting_items FOR SELECT TO hub_app USING (hub.sees_item(id));
