-- The day of a meeting: slots that are asked about, what each party says to them, and links for guests who have no account.

-- A personal address for somebody without an account, for one edition: on behalf of one of its parties, or of none (a ministry's guest, an interpreter).
CREATE TABLE hub.meeting_links (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  organisation_id uuid,
  holder text NOT NULL,
  -- SHA-256 of the address's 256 random bits.
  address_hash bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  revoked_at timestamptz,
  revoked_by uuid,
  opened_at timestamptz,
  CONSTRAINT meeting_links_pk PRIMARY KEY (id),
  CONSTRAINT meeting_links_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_links_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_links_created_by_fk FOREIGN KEY (created_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_links_revoked_by_fk FOREIGN KEY (revoked_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_links_address_uq UNIQUE (address_hash),
  CONSTRAINT meeting_links_revoked_ck CHECK (num_nonnulls(revoked_at, revoked_by) IN (0, 2))
);
CREATE INDEX meeting_links_edition_ix ON hub.meeting_links (edition_id, created_at DESC, id DESC);

CREATE TABLE hub.meeting_polls (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  opened_by uuid NOT NULL,
  deadline timestamptz NOT NULL,
  quorum int NOT NULL,
  -- Where organisations take part from: [{organisationId, zone}].
  remote jsonb NOT NULL,
  -- How far those were told who have not replied: 1 three days before the deadline, 2 a day before; 3 the coordinators, at the deadline.
  told int NOT NULL,
  closed_at timestamptz,
  CONSTRAINT meeting_polls_pk PRIMARY KEY (id),
  CONSTRAINT meeting_polls_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_polls_opened_by_fk FOREIGN KEY (opened_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_polls_quorum_ck CHECK (quorum > 0),
  CONSTRAINT meeting_polls_told_ck CHECK (told BETWEEN 0 AND 3)
);
CREATE UNIQUE INDEX meeting_polls_open_uq ON hub.meeting_polls (edition_id) WHERE closed_at IS NULL;
CREATE INDEX meeting_polls_edition_ix ON hub.meeting_polls (edition_id, opened_at DESC);

-- Local time in the edition's zone is what was said; the instants follow.
CREATE TABLE hub.meeting_slots (
  id uuid NOT NULL,
  poll_id uuid NOT NULL,
  starts_local timestamp NOT NULL,
  ends_local timestamp NOT NULL,
  starts_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  -- What speaks against it, as it was when it was put: [{code, names, organisationId, decisive}].
  reasons jsonb NOT NULL,
  CONSTRAINT meeting_slots_pk PRIMARY KEY (id),
  CONSTRAINT meeting_slots_times_uq UNIQUE (poll_id, starts_local, ends_local),
  CONSTRAINT meeting_slots_poll_fk FOREIGN KEY (poll_id) REFERENCES hub.meeting_polls (id),
  CONSTRAINT meeting_slots_times_ck CHECK (starts_local < ends_local AND starts_local::date = ends_local::date AND starts_at < ends_at)
);

-- What a party says, or a guest who speaks for himself.
CREATE TABLE hub.meeting_replies (
  id uuid NOT NULL,
  poll_id uuid NOT NULL,
  organisation_id uuid,
  guest_link_id uuid,
  -- {slot: YES | IF_NEED_BE | NO}
  answers jsonb NOT NULL,
  remark text,
  channel text NOT NULL,
  revision int NOT NULL DEFAULT 1,
  replied_at timestamptz NOT NULL,
  -- Who replied, or entered what was heard or read.
  replied_by uuid,
  link_id uuid,
  CONSTRAINT meeting_replies_pk PRIMARY KEY (id),
  CONSTRAINT meeting_replies_party_uq UNIQUE (poll_id, organisation_id),
  CONSTRAINT meeting_replies_guest_uq UNIQUE (poll_id, guest_link_id),
  CONSTRAINT meeting_replies_poll_fk FOREIGN KEY (poll_id) REFERENCES hub.meeting_polls (id),
  CONSTRAINT meeting_replies_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_replies_guest_fk FOREIGN KEY (guest_link_id) REFERENCES hub.meeting_links (id),
  CONSTRAINT meeting_replies_replied_by_fk FOREIGN KEY (replied_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_replies_link_fk FOREIGN KEY (link_id) REFERENCES hub.meeting_links (id),
  CONSTRAINT meeting_replies_whose_ck CHECK (num_nonnulls(organisation_id, guest_link_id) = 1),
  CONSTRAINT meeting_replies_channel_ck CHECK (channel IN ('SIGNED_IN', 'LINK', 'TELEPHONE', 'PAPER')),
  CONSTRAINT meeting_replies_by_ck CHECK (num_nonnulls(replied_by, link_id) = 1 AND (channel = 'LINK') = (link_id IS NOT NULL))
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['meeting_links', 'meeting_polls', 'meeting_slots', 'meeting_replies'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON hub.%I TO hub_app', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I TO hub_authority USING (true) WITH CHECK (true)', t || '_authority', t);
  END LOOP;
END $$;
GRANT UPDATE (opened_at) ON hub.meeting_links TO hub_authority;
GRANT UPDATE (told) ON hub.meeting_polls TO hub_authority;
GRANT UPDATE (starts_at, ends_at) ON hub.meeting_slots TO hub_authority;
GRANT UPDATE (starts_at, ends_at) ON hub.meeting_editions TO hub_authority;
GRANT INSERT, UPDATE (answers, remark, channel, revision, replied_at, replied_by, link_id) ON hub.meeting_replies TO hub_authority;
GRANT UPDATE (revoked_at, revoked_by) ON hub.meeting_links TO hub_app;
GRANT UPDATE (deadline, quorum, told, closed_at) ON hub.meeting_polls TO hub_app;
GRANT UPDATE (answers, remark, channel, revision, replied_at, replied_by, link_id) ON hub.meeting_replies TO hub_app;

-- Links are the coordinators' business; those that speak for an organisation are shown to its administrators and contact points, who may end them.
CREATE POLICY meeting_links_read ON hub.meeting_links FOR SELECT TO hub_app USING ((SELECT hub.coordinates())
  OR organisation_id = (SELECT hub.organisation()) AND hub.attends(edition_id) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']);
CREATE POLICY meeting_links_add ON hub.meeting_links FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()) AND created_by = (SELECT hub.person()) AND revoked_at IS NULL
  AND (organisation_id IS NULL OR EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = meeting_links.edition_id AND p.organisation_id = meeting_links.organisation_id)));
CREATE POLICY meeting_links_revoke ON hub.meeting_links FOR UPDATE TO hub_app
  USING (revoked_at IS NULL AND ((SELECT hub.coordinates()) OR organisation_id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']))
  WITH CHECK (revoked_by = (SELECT hub.person()));

-- Polls and slots are for all who take part; what a party says is shown to itself and to the coordinators.
CREATE POLICY meeting_polls_read ON hub.meeting_polls FOR SELECT TO hub_app USING (hub.attends(edition_id));
CREATE POLICY meeting_polls_add ON hub.meeting_polls FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()) AND opened_by = (SELECT hub.person()));
CREATE POLICY meeting_polls_change ON hub.meeting_polls FOR UPDATE TO hub_app USING ((SELECT hub.coordinates()));
CREATE POLICY meeting_slots_read ON hub.meeting_slots FOR SELECT TO hub_app USING (EXISTS (SELECT FROM hub.meeting_polls p WHERE p.id = meeting_slots.poll_id));
CREATE POLICY meeting_slots_add ON hub.meeting_slots FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()));
CREATE POLICY meeting_replies_read ON hub.meeting_replies FOR SELECT TO hub_app USING (((SELECT hub.coordinates()) OR organisation_id = (SELECT hub.organisation()))
  AND EXISTS (SELECT FROM hub.meeting_polls p WHERE p.id = meeting_replies.poll_id));

-- Whether the person entered answers for his organisation: administrator, contact point or deputy.
CREATE FUNCTION hub.answers_polls() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT hub.person() IS NOT NULL AND (hub.roles()::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']
    OR EXISTS (SELECT FROM hub.organisations o WHERE o.id = hub.organisation() AND hub.person() IN (o.contact_point_id, o.deputy_id)))
$$;

-- The own organisation's, signed in; or of another, as a coordinator heard or read it. Each only of who takes part.
CREATE POLICY meeting_replies_add ON hub.meeting_replies FOR INSERT TO hub_app WITH CHECK (replied_by = (SELECT hub.person())
  AND (channel = 'SIGNED_IN' AND organisation_id = (SELECT hub.organisation()) AND (SELECT hub.answers_polls()) OR channel IN ('TELEPHONE', 'PAPER') AND (SELECT hub.coordinates()))
  AND EXISTS (SELECT FROM hub.meeting_polls p JOIN hub.meeting_parties m ON m.edition_id = p.edition_id WHERE p.id = meeting_replies.poll_id AND m.organisation_id = meeting_replies.organisation_id));
CREATE POLICY meeting_replies_change ON hub.meeting_replies FOR UPDATE TO hub_app
  USING (organisation_id IS NOT NULL AND ((SELECT hub.coordinates()) OR organisation_id = (SELECT hub.organisation())))
  WITH CHECK (replied_by = (SELECT hub.person())
    AND (channel = 'SIGNED_IN' AND organisation_id = (SELECT hub.organisation()) AND (SELECT hub.answers_polls()) OR channel IN ('TELEPHONE', 'PAPER') AND (SELECT hub.coordinates())));

-- For the worker, on behalf of a guest: the link at an address that is good at this instant, and its edition, which does not move until the transaction's end.
-- Nothing of an edition that is over, nor for an organisation that takes part no longer.
CREATE FUNCTION hub.open_meeting_link(p_address bytea, p_instant timestamptz) RETURNS TABLE (id uuid, edition_id uuid, organisation_id uuid, holder text, expires_at timestamptz,
  coordinating_id uuid, organisation jsonb, state text, names jsonb, zone text, starts_local text, ends_local text, place jsonb)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE l hub.meeting_links; e hub.meeting_editions;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  SELECT * INTO l FROM hub.meeting_links x WHERE x.address_hash = p_address AND x.revoked_at IS NULL AND x.expires_at > p_instant
    AND (x.organisation_id IS NULL OR EXISTS (SELECT FROM hub.meeting_parties p JOIN hub.organisations o ON o.id = p.organisation_id
      WHERE p.edition_id = x.edition_id AND p.organisation_id = x.organisation_id AND o.suspended_at IS NULL));
  IF l.id IS NULL THEN RETURN; END IF;
  SELECT * INTO e FROM hub.meeting_editions x WHERE x.id = l.edition_id FOR SHARE;
  IF e.state IN ('CLOSED', 'CANCELLED') THEN RETURN; END IF;
  UPDATE hub.meeting_links x SET opened_at = p_instant WHERE x.id = l.id;
  RETURN QUERY SELECT l.id, e.id, l.organisation_id, l.holder, l.expires_at, c.organisation_id, o.names, e.state, e.names, e.zone,
    to_char(e.starts_local, 'YYYY-MM-DD"T"HH24:MI'), to_char(e.ends_local, 'YYYY-MM-DD"T"HH24:MI'), e.place
  FROM hub.persons c LEFT JOIN hub.organisations o ON o.id = l.organisation_id WHERE c.id = l.created_by;
END $$;

-- For the worker, on behalf of a guest: the poll that is open in his edition, and what was said for him or his organisation.
CREATE FUNCTION hub.poll_by_link(p_link uuid) RETURNS TABLE (poll_id uuid, deadline timestamptz, slots jsonb, revision int, answers jsonb, remark text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY SELECT p.id, p.deadline, (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'startsLocal', to_char(s.starts_local, 'YYYY-MM-DD"T"HH24:MI'),
      'endsLocal', to_char(s.ends_local, 'YYYY-MM-DD"T"HH24:MI'), 'startsAt', hub.iso(s.starts_at)) ORDER BY s.starts_at, s.ends_at) FROM hub.meeting_slots s WHERE s.poll_id = p.id),
    coalesce(r.revision, 0), coalesce(r.answers, '{}'), r.remark
  FROM hub.meeting_links l JOIN hub.meeting_polls p ON p.edition_id = l.edition_id AND p.closed_at IS NULL
  LEFT JOIN hub.meeting_replies r ON r.poll_id = p.id AND (r.organisation_id = l.organisation_id OR r.guest_link_id = l.id) WHERE l.id = p_link;
END $$;

-- The same: what he says, where it is still what he saw. Null: somebody was quicker, or it is too late.
CREATE FUNCTION hub.answer_by_link(p_link uuid, p_poll uuid, p_instant timestamptz, p_revision int, p_answers jsonb, p_remark text, p_id uuid) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE l hub.meeting_links; v_id uuid;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  SELECT x.* INTO l FROM hub.meeting_links x JOIN hub.meeting_polls p ON p.edition_id = x.edition_id AND p.id = p_poll AND p.closed_at IS NULL AND p.deadline > p_instant
  WHERE x.id = p_link AND x.revoked_at IS NULL AND x.expires_at > p_instant;
  IF l.id IS NULL THEN RETURN NULL; END IF;
  IF p_revision = 0 THEN
    INSERT INTO hub.meeting_replies (id, poll_id, organisation_id, guest_link_id, answers, remark, channel, replied_at, link_id)
    VALUES (p_id, p_poll, l.organisation_id, CASE WHEN l.organisation_id IS NULL THEN l.id END, p_answers, p_remark, 'LINK', p_instant, l.id)
    ON CONFLICT DO NOTHING RETURNING meeting_replies.id INTO v_id;
  ELSE
    UPDATE hub.meeting_replies r SET answers = p_answers, remark = p_remark, channel = 'LINK', revision = r.revision + 1, replied_at = p_instant, replied_by = NULL, link_id = l.id
    WHERE r.poll_id = p_poll AND (r.organisation_id = l.organisation_id OR r.guest_link_id = l.id) AND r.revision = p_revision RETURNING r.id INTO v_id;
  END IF;
  RETURN v_id;
END $$;

-- For the worker. Who is told now that a poll ends: those who answer for the parties that have not said to each slot, three days and a day before;
-- at the deadline the coordinators. Each is told once.
CREATE FUNCTION hub.polls_due(p_instant timestamptz) RETURNS TABLE (edition_id uuid, organisation_id uuid, change text, readers int[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
DECLARE q record;
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  FOR q IN SELECT p.id, p.edition_id, s.step FROM hub.meeting_polls p
    CROSS JOIN LATERAL (SELECT CASE WHEN p_instant >= p.deadline THEN 3 WHEN p_instant >= p.deadline - interval '1 day' THEN 2 WHEN p_instant >= p.deadline - interval '3 days' THEN 1 ELSE 0 END AS step) s
    WHERE p.closed_at IS NULL AND s.step > p.told FOR UPDATE OF p SKIP LOCKED
  LOOP
    UPDATE hub.meeting_polls p SET told = q.step WHERE p.id = q.id;
    RETURN QUERY SELECT q.edition_id, o.id, CASE q.step WHEN 3 THEN 'POLL_ENDED' ELSE 'POLL_DUE' END, array_agg(n.principal)
    FROM hub.organisations o JOIN hub.persons n ON n.organisation_id = o.id AND n.suspended_at IS NULL AND n.ended_at IS NULL
    WHERE o.suspended_at IS NULL AND CASE q.step WHEN 3 THEN 'COORDINATOR' = ANY (n.roles)
      ELSE (n.id IN (o.contact_point_id, o.deputy_id) OR 'CONTACT_POINT' = ANY (n.roles))
        AND EXISTS (SELECT FROM hub.meeting_parties m WHERE m.edition_id = q.edition_id AND m.organisation_id = o.id)
        AND EXISTS (SELECT FROM hub.meeting_slots t WHERE t.poll_id = q.id AND NOT EXISTS (
          SELECT FROM hub.meeting_replies r WHERE r.poll_id = q.id AND r.organisation_id = o.id AND r.answers ? t.id::text)) END
    GROUP BY o.id;
  END LOOP;
END $$;

-- For the worker. What is still to come by the clock of a zone: of open polls and of editions.
CREATE FUNCTION hub.meeting_clocks(p_instant timestamptz) RETURNS TABLE (slot_id uuid, edition_id uuid, zone text, starts_local text, ends_local text, starts_at timestamptz, ends_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY
  SELECT x.slot_id, e.id, e.zone, to_char(x.starts_local, 'YYYY-MM-DD"T"HH24:MI'), to_char(x.ends_local, 'YYYY-MM-DD"T"HH24:MI'), x.starts_at, x.ends_at
  FROM hub.meeting_editions e CROSS JOIN LATERAL (
    SELECT NULL::uuid AS slot_id, e.starts_local, e.ends_local, e.starts_at, e.ends_at WHERE e.state IN ('SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN')
    UNION ALL SELECT s.id, s.starts_local, s.ends_local, s.starts_at, s.ends_at FROM hub.meeting_polls p JOIN hub.meeting_slots s ON s.poll_id = p.id WHERE p.edition_id = e.id AND p.closed_at IS NULL) x
  WHERE x.ends_at > p_instant;
END $$;

-- The same: the rules of a zone have changed, and what stands on the wall is at other instants.
CREATE FUNCTION hub.move_meeting_clock(p_slot uuid, p_edition uuid, p_starts timestamptz, p_ends timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  UPDATE hub.meeting_slots s SET starts_at = p_starts, ends_at = p_ends WHERE s.id = p_slot;
  IF p_slot IS NULL THEN UPDATE hub.meeting_editions e SET starts_at = p_starts, ends_at = p_ends, revision = e.revision + 1 WHERE e.id = p_edition; END IF;
END $$;

-- For the worker: the parties of an edition, and everybody of each.
CREATE FUNCTION hub.meeting_readers(p_edition uuid) RETURNS TABLE (organisation_id uuid, reader int, coordinates boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  IF hub.realm() <> 'worker' THEN RAISE EXCEPTION 'not the worker'; END IF;
  RETURN QUERY SELECT o.id, o.reader_principal, o.kind = 'COORDINATOR' FROM hub.meeting_parties p JOIN hub.organisations o ON o.id = p.organisation_id WHERE p.edition_id = p_edition AND o.suspended_at IS NULL;
END $$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['answers_polls', 'open_meeting_link', 'poll_by_link', 'answer_by_link', 'polls_due', 'meeting_clocks', 'move_meeting_clock', 'meeting_readers'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
