-- Invitations to the Contact Point Meeting: delegates whom the parties name, calendar messages (RFC 5546) to them and from them, reminders, calendar feeds.

-- As an edition's parties are asked for delegates. The deadline lies so many days before the start, at a time of the edition's wall clock, and moves with it.
CREATE TABLE hub.meeting_invitations (
  edition_id uuid NOT NULL,
  deadline_days int NOT NULL,
  deadline_time time NOT NULL,
  -- How many times the meeting has moved since, and what was said of it last: {names, places, zone, starts, ends, on}.
  sequence int NOT NULL DEFAULT 0,
  face jsonb NOT NULL,
  invited_at timestamptz NOT NULL,
  invited_by uuid NOT NULL,
  CONSTRAINT meeting_invitations_pk PRIMARY KEY (edition_id),
  CONSTRAINT meeting_invitations_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_editions (id),
  CONSTRAINT meeting_invitations_invited_by_fk FOREIGN KEY (invited_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_invitations_sequence_ck CHECK (sequence >= 0),
  CONSTRAINT meeting_invitations_deadline_ck CHECK (deadline_days BETWEEN 0 AND 365)
);

-- Reminders, so many days before the start likewise. `told_for`: the start for which it was told, or was over before it could be.
CREATE TABLE hub.meeting_reminders (
  edition_id uuid NOT NULL,
  purpose text NOT NULL,
  days int NOT NULL,
  at time NOT NULL,
  told_for timestamp,
  CONSTRAINT meeting_reminders_pk PRIMARY KEY (edition_id, purpose, days),
  CONSTRAINT meeting_reminders_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_invitations (edition_id),
  CONSTRAINT meeting_reminders_purpose_ck CHECK (purpose IN ('DELEGATES_DUE', 'DELEGATES_OVERDUE', 'MEETING_SOON'))
);

-- What an organisation answered, where it did not name anybody.
CREATE TABLE hub.meeting_delegations (
  edition_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  sends_nobody boolean NOT NULL,
  answered_at timestamptz NOT NULL,
  answered_by uuid NOT NULL,
  CONSTRAINT meeting_delegations_pk PRIMARY KEY (edition_id, organisation_id),
  CONSTRAINT meeting_delegations_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_invitations (edition_id),
  CONSTRAINT meeting_delegations_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_delegations_answered_by_fk FOREIGN KEY (answered_by) REFERENCES hub.persons (id)
);

-- A delegate as all parties see him.
CREATE TABLE hub.meeting_delegates (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  family_name text NOT NULL,
  given_name text NOT NULL,
  kana text,
  latin_family_name text,
  latin_given_name text,
  title jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL,
  created_by uuid NOT NULL,
  removed_at timestamptz,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT meeting_delegates_pk PRIMARY KEY (id),
  CONSTRAINT meeting_delegates_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_invitations (edition_id),
  CONSTRAINT meeting_delegates_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT meeting_delegates_created_by_fk FOREIGN KEY (created_by) REFERENCES hub.persons (id)
);
CREATE INDEX meeting_delegates_edition_ix ON hub.meeting_delegates (edition_id, organisation_id, created_at, id);

-- What only his own organisation's keepers and the coordinators see of him. `sequence`: of the last message to him. The reply that stands is the newest by
-- (sequence, stamp, digest), in whatever order they came.
CREATE TABLE hub.meeting_delegate_details (
  delegate_id uuid NOT NULL,
  edition_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  email text,
  language text NOT NULL,
  interpretation text,
  dietary text NOT NULL DEFAULT '',
  access_needs text NOT NULL DEFAULT '',
  remote boolean NOT NULL DEFAULT false,
  on_behalf boolean NOT NULL DEFAULT false,
  sequence int NOT NULL DEFAULT 0,
  partstat text NOT NULL DEFAULT 'NEEDS-ACTION',
  reply_sequence int NOT NULL DEFAULT 0,
  reply_stamp timestamptz NOT NULL DEFAULT '-infinity',
  reply_digest text NOT NULL DEFAULT '',
  reply_comment text NOT NULL DEFAULT '',
  replied_at timestamptz,
  CONSTRAINT meeting_delegate_details_pk PRIMARY KEY (delegate_id),
  CONSTRAINT meeting_delegate_details_delegate_fk FOREIGN KEY (delegate_id) REFERENCES hub.meeting_delegates (id),
  CONSTRAINT meeting_delegate_details_partstat_ck CHECK (partstat IN ('NEEDS-ACTION', 'ACCEPTED', 'DECLINED', 'TENTATIVE'))
);
CREATE INDEX meeting_delegate_details_email_ix ON hub.meeting_delegate_details (edition_id, email);

-- Calendar messages that leave: each says what stood in `face`, the same in every attempt. A newer one to the same address takes the place of one that waits.
CREATE TABLE hub.meeting_mails (
  id uuid NOT NULL,
  edition_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  delegate_id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  language text NOT NULL,
  method text NOT NULL,
  sequence int NOT NULL,
  -- A CANCEL of the meeting itself; otherwise of this person alone.
  whole boolean NOT NULL,
  face jsonb NOT NULL,
  reason text,
  state text NOT NULL DEFAULT 'WAITING',
  attempts int NOT NULL DEFAULT 0,
  -- How many attempts of the schedule are over.
  step int NOT NULL DEFAULT 0,
  outcome text,
  status int,
  created_at timestamptz NOT NULL,
  -- Nothing is tried after it.
  until timestamptz NOT NULL,
  next_attempt_at timestamptz,
  -- Who is at it, and until when he may be. One who vanished loses it.
  claim uuid,
  claimed_until timestamptz,
  ended_at timestamptz,
  CONSTRAINT meeting_mails_pk PRIMARY KEY (id),
  CONSTRAINT meeting_mails_delegate_fk FOREIGN KEY (delegate_id) REFERENCES hub.meeting_delegates (id),
  CONSTRAINT meeting_mails_method_ck CHECK (method IN ('REQUEST', 'CANCEL', 'DECLINECOUNTER')),
  CONSTRAINT meeting_mails_state_ck CHECK (state IN ('WAITING', 'SENT', 'REFUSED', 'FAILED', 'SUPERSEDED')),
  CONSTRAINT meeting_mails_next_ck CHECK ((state = 'WAITING') = (next_attempt_at IS NOT NULL) AND (state = 'WAITING') = (ended_at IS NULL))
);
CREATE INDEX meeting_mails_due_ix ON hub.meeting_mails (next_attempt_at) WHERE state = 'WAITING';
CREATE INDEX meeting_mails_delegate_ix ON hub.meeting_mails (delegate_id, created_at DESC, id DESC);

-- Mail that came for meetings: all of it, whatever it was. What the hub did not take by itself is the coordinators' to look at.
CREATE TABLE hub.meeting_inbox (
  id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  digest bytea NOT NULL,
  raw bytea NOT NULL,
  sender text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  edition_id uuid,
  delegate_id uuid,
  method text,
  sequence int,
  stamp timestamptz,
  attendee text,
  partstat text,
  comment text NOT NULL DEFAULT '',
  starts text,
  ends text,
  place text,
  state text NOT NULL,
  because text,
  decision text,
  resolved_at timestamptz,
  resolved_by uuid,
  CONSTRAINT meeting_inbox_pk PRIMARY KEY (id),
  CONSTRAINT meeting_inbox_digest_uq UNIQUE (digest),
  CONSTRAINT meeting_inbox_edition_fk FOREIGN KEY (edition_id) REFERENCES hub.meeting_invitations (edition_id),
  CONSTRAINT meeting_inbox_delegate_fk FOREIGN KEY (delegate_id) REFERENCES hub.meeting_delegates (id),
  CONSTRAINT meeting_inbox_resolved_by_fk FOREIGN KEY (resolved_by) REFERENCES hub.persons (id),
  CONSTRAINT meeting_inbox_state_ck CHECK (state IN ('APPLIED', 'SUPERSEDED', 'KEPT')),
  CONSTRAINT meeting_inbox_because_ck CHECK ((state = 'KEPT') = (because IS NOT NULL)),
  CONSTRAINT meeting_inbox_decision_ck CHECK (decision IN ('APPLY', 'DISMISS', 'DECLINE') AND state = 'KEPT' AND num_nonnulls(resolved_at, resolved_by) = 2 OR num_nonnulls(decision, resolved_at, resolved_by) = 0)
);
CREATE INDEX meeting_inbox_newest_ix ON hub.meeting_inbox (received_at DESC, id DESC);
CREATE INDEX meeting_inbox_open_ix ON hub.meeting_inbox (received_at DESC, id DESC) WHERE state = 'KEPT' AND decision IS NULL;

-- Calendar feeds: of a secret address only its SHA-256.
CREATE TABLE hub.calendar_feeds (
  id uuid NOT NULL,
  person_id uuid NOT NULL,
  organisation_id uuid NOT NULL,
  digest bytea NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz,
  CONSTRAINT calendar_feeds_pk PRIMARY KEY (id),
  CONSTRAINT calendar_feeds_digest_uq UNIQUE (digest),
  CONSTRAINT calendar_feeds_person_fk FOREIGN KEY (person_id) REFERENCES hub.persons (id)
);
CREATE UNIQUE INDEX calendar_feeds_live_uq ON hub.calendar_feeds (person_id) WHERE revoked_at IS NULL;

-- Whether the person entered names an organisation's delegates: its contact point, deputy, contact points by role and administrators; coordinators on its behalf.
CREATE FUNCTION hub.names_delegates(p_organisation uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT (SELECT hub.coordinates()) OR p_organisation = (SELECT hub.organisation()) AND ((SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR', 'CONTACT_POINT']
    OR EXISTS (SELECT FROM hub.organisations o WHERE o.id = p_organisation AND (SELECT hub.person()) IN (o.contact_point_id, o.deputy_id))) $$;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['meeting_invitations', 'meeting_reminders', 'meeting_delegations', 'meeting_delegates', 'meeting_delegate_details', 'meeting_mails', 'meeting_inbox', 'calendar_feeds'] LOOP
    EXECUTE format('ALTER TABLE hub.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE hub.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT ON hub.%I TO hub_app', t);
    EXECUTE format('GRANT SELECT ON hub.%I TO hub_authority', t);
    EXECUTE format('CREATE POLICY %I ON hub.%I FOR SELECT TO hub_authority USING (true)', t || '_authority', t);
  END LOOP;
END $$;

-- When and by when delegates are asked for, every party knows. Coordinators ask; the worker follows what moves.
GRANT UPDATE (deadline_days, deadline_time, sequence, face, invited_at, invited_by) ON hub.meeting_invitations TO hub_app;
CREATE POLICY meeting_invitations_read ON hub.meeting_invitations FOR SELECT TO hub_app USING (hub.attends(edition_id) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_invitations_add ON hub.meeting_invitations FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()));
CREATE POLICY meeting_invitations_change ON hub.meeting_invitations FOR UPDATE TO hub_app USING ((SELECT hub.coordinates()) OR (SELECT hub.realm()) = 'worker');

GRANT UPDATE (told_for), DELETE ON hub.meeting_reminders TO hub_app;
CREATE POLICY meeting_reminders_read ON hub.meeting_reminders FOR SELECT TO hub_app USING (hub.attends(edition_id) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_reminders_add ON hub.meeting_reminders FOR INSERT TO hub_app WITH CHECK ((SELECT hub.coordinates()));
CREATE POLICY meeting_reminders_change ON hub.meeting_reminders FOR UPDATE TO hub_app USING ((SELECT hub.coordinates()) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_reminders_remove ON hub.meeting_reminders FOR DELETE TO hub_app USING ((SELECT hub.coordinates()));

-- Whether an organisation has answered is its keepers' and the coordinators' business.
GRANT UPDATE (sends_nobody, answered_at, answered_by) ON hub.meeting_delegations TO hub_app;
CREATE POLICY meeting_delegations_read ON hub.meeting_delegations FOR SELECT TO hub_app USING (hub.names_delegates(organisation_id) AND hub.attends(edition_id));
CREATE POLICY meeting_delegations_add ON hub.meeting_delegations FOR INSERT TO hub_app WITH CHECK (hub.names_delegates(organisation_id)
  AND EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = meeting_delegations.edition_id AND p.organisation_id = meeting_delegations.organisation_id));
CREATE POLICY meeting_delegations_change ON hub.meeting_delegations FOR UPDATE TO hub_app USING (hub.names_delegates(organisation_id) AND hub.attends(edition_id));

-- Names and titles go to all parties.
GRANT UPDATE (family_name, given_name, kana, latin_family_name, latin_given_name, title, removed_at, revision) ON hub.meeting_delegates TO hub_app;
CREATE POLICY meeting_delegates_read ON hub.meeting_delegates FOR SELECT TO hub_app USING (hub.attends(edition_id) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_delegates_add ON hub.meeting_delegates FOR INSERT TO hub_app WITH CHECK (hub.names_delegates(organisation_id)
  AND EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = meeting_delegates.edition_id AND p.organisation_id = meeting_delegates.organisation_id));
CREATE POLICY meeting_delegates_change ON hub.meeting_delegates FOR UPDATE TO hub_app USING (hub.names_delegates(organisation_id) AND hub.attends(edition_id) OR (SELECT hub.realm()) = 'worker');

-- The rest stays with those who named him, and the coordinators.
GRANT UPDATE (email, language, interpretation, dietary, access_needs, remote, on_behalf, sequence, partstat, reply_sequence, reply_stamp, reply_digest, reply_comment, replied_at) ON hub.meeting_delegate_details TO hub_app;
CREATE POLICY meeting_delegate_details_read ON hub.meeting_delegate_details FOR SELECT TO hub_app USING (hub.names_delegates(organisation_id) AND hub.attends(edition_id) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_delegate_details_add ON hub.meeting_delegate_details FOR INSERT TO hub_app WITH CHECK (hub.names_delegates(organisation_id)
  AND EXISTS (SELECT FROM hub.meeting_delegates d WHERE d.id = meeting_delegate_details.delegate_id AND d.organisation_id = meeting_delegate_details.organisation_id AND d.edition_id = meeting_delegate_details.edition_id));
CREATE POLICY meeting_delegate_details_change ON hub.meeting_delegate_details FOR UPDATE TO hub_app USING (hub.names_delegates(organisation_id) AND hub.attends(edition_id) OR (SELECT hub.realm()) = 'worker');

GRANT UPDATE (state, attempts, step, outcome, status, next_attempt_at, claim, claimed_until, ended_at) ON hub.meeting_mails TO hub_app;
CREATE POLICY meeting_mails_read ON hub.meeting_mails FOR SELECT TO hub_app USING (hub.names_delegates(organisation_id) AND hub.attends(edition_id) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_mails_add ON hub.meeting_mails FOR INSERT TO hub_app WITH CHECK ((hub.names_delegates(organisation_id) OR (SELECT hub.realm()) = 'worker')
  AND EXISTS (SELECT FROM hub.meeting_delegates d WHERE d.id = meeting_mails.delegate_id AND d.organisation_id = meeting_mails.organisation_id AND d.edition_id = meeting_mails.edition_id));
CREATE POLICY meeting_mails_change ON hub.meeting_mails FOR UPDATE TO hub_app USING (hub.names_delegates(organisation_id) AND hub.attends(edition_id) OR (SELECT hub.realm()) = 'worker');

GRANT UPDATE (delegate_id, decision, resolved_at, resolved_by) ON hub.meeting_inbox TO hub_app;
CREATE POLICY meeting_inbox_read ON hub.meeting_inbox FOR SELECT TO hub_app USING ((SELECT hub.coordinates()) OR (SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_inbox_add ON hub.meeting_inbox FOR INSERT TO hub_app WITH CHECK ((SELECT hub.realm()) = 'worker');
CREATE POLICY meeting_inbox_change ON hub.meeting_inbox FOR UPDATE TO hub_app USING ((SELECT hub.coordinates()));

GRANT UPDATE (revoked_at) ON hub.calendar_feeds TO hub_app;
CREATE POLICY calendar_feeds_read ON hub.calendar_feeds FOR SELECT TO hub_app USING (person_id = (SELECT hub.person()));
CREATE POLICY calendar_feeds_add ON hub.calendar_feeds FOR INSERT TO hub_app WITH CHECK (person_id = (SELECT hub.person()) AND organisation_id = (SELECT hub.organisation()));
CREATE POLICY calendar_feeds_change ON hub.calendar_feeds FOR UPDATE TO hub_app USING (person_id = (SELECT hub.person()));

-- For the worker: an edition that delegates are asked for, as it stands now.
CREATE FUNCTION hub.invited_editions()
RETURNS TABLE (id uuid, names jsonb, places jsonb, state text, reason text, zone text, starts_local text, ends_local text, starts_at timestamptz, ends_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT e.id, e.names, e.place, e.state, e.reason, e.zone, to_char(e.starts_local, 'YYYY-MM-DD"T"HH24:MI'), to_char(e.ends_local, 'YYYY-MM-DD"T"HH24:MI'), e.starts_at, e.ends_at
  FROM hub.meeting_editions e JOIN hub.meeting_invitations i ON i.edition_id = e.id WHERE hub.realm() = 'worker' AND e.state <> 'CLOSED'
$$;

-- For the worker and coordinators, who is told: of the parties those who name delegates (CONTACTS; WAITING: where the organisation has not answered), everybody (ALL), or the coordinators.
CREATE FUNCTION hub.meeting_told(p_edition uuid, p_whom text) RETURNS TABLE (organisation_id uuid, readers int[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT o.id, CASE p_whom WHEN 'ALL' THEN ARRAY[o.reader_principal] ELSE coalesce(
      array_agg(p.principal) FILTER (WHERE CASE p_whom WHEN 'COORDINATORS' THEN 'COORDINATOR' = ANY (p.roles) ELSE p.id IN (o.contact_point_id, o.deputy_id) OR 'CONTACT_POINT' = ANY (p.roles) END),
      array_agg(p.principal) FILTER (WHERE 'ADMINISTRATOR' = ANY (p.roles)), ARRAY[o.officer_principal]) END
  FROM hub.organisations o JOIN hub.persons p ON p.organisation_id = o.id AND p.suspended_at IS NULL AND p.ended_at IS NULL
  WHERE (hub.realm() = 'worker' OR hub.coordinates()) AND o.suspended_at IS NULL
    AND CASE WHEN p_whom = 'COORDINATORS' THEN o.kind = 'COORDINATOR' ELSE EXISTS (SELECT FROM hub.meeting_parties m WHERE m.edition_id = p_edition AND m.organisation_id = o.id) END
    AND (p_whom <> 'WAITING' OR NOT EXISTS (SELECT FROM hub.meeting_delegates d WHERE d.edition_id = p_edition AND d.organisation_id = o.id AND d.removed_at IS NULL)
      AND NOT EXISTS (SELECT FROM hub.meeting_delegations a WHERE a.edition_id = p_edition AND a.organisation_id = o.id AND a.sends_nobody))
  GROUP BY o.id
$$;

-- For the worker: delegates of organisations that take part no longer.
CREATE FUNCTION hub.stray_delegates() RETURNS TABLE (id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT d.id FROM hub.meeting_delegates d WHERE hub.realm() = 'worker' AND d.removed_at IS NULL
    AND NOT EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = d.edition_id AND p.organisation_id = d.organisation_id)
$$;

-- For the worker: what the owner of a feed sees of the calendar now. No row: no such feed, or he takes part in the hub no longer. Without `id`: there is nothing in it.
CREATE FUNCTION hub.calendar_of(p_digest bytea)
RETURNS TABLE (language text, id uuid, names jsonb, places jsonb, state text, zone text, starts_local text, ends_local text, starts_at timestamptz, ends_at timestamptz, sequence int, stamp timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT p.language, e.id, e.names, e.place, e.state, e.zone, to_char(e.starts_local, 'YYYY-MM-DD"T"HH24:MI'), to_char(e.ends_local, 'YYYY-MM-DD"T"HH24:MI'), e.starts_at, e.ends_at, coalesce(i.sequence, 0),
    (SELECT max(s.at) FROM hub.meeting_steps s WHERE s.edition_id = e.id)
  FROM hub.calendar_feeds f
  JOIN hub.persons p ON p.id = f.person_id AND p.suspended_at IS NULL AND p.ended_at IS NULL
  JOIN hub.organisations o ON o.id = p.organisation_id AND o.suspended_at IS NULL
  LEFT JOIN hub.meeting_editions e ON e.starts_at IS NOT NULL AND ('COORDINATOR' = ANY (p.roles)
    OR EXISTS (SELECT FROM hub.meeting_parties m WHERE m.edition_id = e.id AND m.organisation_id = p.organisation_id))
  LEFT JOIN hub.meeting_invitations i ON i.edition_id = e.id
  WHERE hub.realm() = 'worker' AND f.digest = p_digest AND f.revoked_at IS NULL ORDER BY e.starts_at, e.id
$$;

DO $$
DECLARE f text;
BEGIN
  EXECUTE 'GRANT CREATE ON SCHEMA hub TO hub_authority';
  FOREACH f IN ARRAY ARRAY['invited_editions', 'meeting_told', 'stray_delegates', 'calendar_of'] LOOP
    EXECUTE format('ALTER FUNCTION hub.%I OWNER TO hub_authority', f);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION hub.%I FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION hub.%I TO hub_app', f);
  END LOOP;
  EXECUTE 'REVOKE CREATE ON SCHEMA hub FROM hub_authority';
END $$;
REVOKE EXECUTE ON FUNCTION hub.names_delegates FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.names_delegates TO hub_app;
