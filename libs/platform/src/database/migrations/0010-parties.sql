-- Cards are kept by the database alone, so that no writer can forget one, or put a name into it that the organisation
-- keeps to itself.
DROP POLICY person_cards_add ON hub.person_cards;
DROP POLICY person_cards_change ON hub.person_cards;
REVOKE INSERT, UPDATE ON hub.person_cards FROM hub_app;
GRANT SELECT, INSERT, UPDATE ON hub.person_cards TO hub_authority;
CREATE POLICY person_cards_authority ON hub.person_cards TO hub_authority USING (true) WITH CHECK (true);

-- Writes the cards of one person, or of a whole organisation: the names, or the duty role only.
CREATE FUNCTION hub.write_cards(p_organisation uuid, p_person uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  INSERT INTO hub.person_cards (person_id, organisation_id, contact, card)
  SELECT p.id, o.id, coalesce(p.id IN (o.contact_point_id, o.deputy_id), false),
    CASE WHEN o.duty_role THEN jsonb_build_object('role',
        CASE p.id WHEN o.contact_point_id THEN 'CONTACT_POINT' WHEN o.deputy_id THEN 'DEPUTY' ELSE 'DUTY_OFFICER' END)
      ELSE jsonb_build_object('familyName', p.family_name, 'givenName', p.given_name, 'kana', p.kana,
        'latinFamilyName', p.latin_family_name, 'latinGivenName', p.latin_given_name, 'title', p.title) END
  FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
  WHERE o.id = p_organisation AND (p_person IS NULL OR p.id = p_person)
  ON CONFLICT (person_id) DO UPDATE SET contact = excluded.contact, card = excluded.card
$$;
CREATE FUNCTION hub.keep_card() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  PERFORM hub.write_cards(NEW.organisation_id, NEW.id);
  RETURN NULL;
END $$;
CREATE FUNCTION hub.keep_cards() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
BEGIN
  PERFORM hub.write_cards(NEW.id, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER persons_card AFTER INSERT OR UPDATE OF family_name, given_name, kana, latin_family_name, latin_given_name, title
  ON hub.persons FOR EACH ROW EXECUTE FUNCTION hub.keep_card();
CREATE TRIGGER organisations_cards AFTER UPDATE OF duty_role, contact_point_id, deputy_id
  ON hub.organisations FOR EACH ROW
  WHEN ((OLD.duty_role, OLD.contact_point_id, OLD.deputy_id) IS DISTINCT FROM (NEW.duty_role, NEW.contact_point_id, NEW.deputy_id))
  EXECUTE FUNCTION hub.keep_cards();

-- What an organisation or a person is once and for ever is not the application's to change.
REVOKE UPDATE ON hub.organisations, hub.persons FROM hub_app;
GRANT UPDATE (names, duty_role, duty_telephone, contact_point_id, deputy_id, suspended_at, revision) ON hub.organisations TO hub_app;
GRANT UPDATE (email, language, roles, family_name, given_name, kana, latin_family_name, latin_given_name, title, access_epoch,
  suspended_at, ended_at, revision) ON hub.persons TO hub_app;

-- A contact point hands over to the next one; which columns that opens is said by the guard below.
ALTER POLICY organisations_change ON hub.organisations USING (
  (id = (SELECT hub.organisation()) AND (SELECT hub.roles())::text[] && ARRAY['ADMINISTRATOR','CONTACT_POINT'])
  OR 'COORDINATOR' = ANY ((SELECT hub.roles())::text[]) OR (SELECT hub.realm()) IN ('identity', 'setup'));

-- Row security decides about rows. These decide about columns: which of them somebody may change in a row that is open to him.
CREATE FUNCTION hub.guard_organisation() RETURNS trigger
LANGUAGE plpgsql SET search_path = hub, pg_temp AS $$
DECLARE v_own boolean := NEW.id = hub.organisation(); v_roles text[] := hub.roles();
BEGIN
  IF EXISTS (SELECT FROM unnest(ARRAY[NEW.contact_point_id, NEW.deputy_id]) c (id) WHERE c.id IS NOT NULL
      AND c.id IS DISTINCT FROM OLD.contact_point_id AND c.id IS DISTINCT FROM OLD.deputy_id
      AND NOT EXISTS (SELECT FROM hub.persons p WHERE p.id = c.id AND p.organisation_id = NEW.id
        AND p.suspended_at IS NULL AND p.ended_at IS NULL)) THEN
    RAISE EXCEPTION 'not an active person of the organisation' USING ERRCODE = 'check_violation';
  END IF;
  IF hub.realm() <> 'actor' THEN RETURN NEW; END IF;
  IF (NEW.names, NEW.duty_role, NEW.duty_telephone) IS DISTINCT FROM (OLD.names, OLD.duty_role, OLD.duty_telephone)
      AND NOT coalesce(v_own AND 'ADMINISTRATOR' = ANY (v_roles), false)
    OR (NEW.contact_point_id, NEW.deputy_id) IS DISTINCT FROM (OLD.contact_point_id, OLD.deputy_id)
      AND NOT coalesce(v_own AND v_roles && ARRAY['ADMINISTRATOR','CONTACT_POINT'], false)
    OR NEW.suspended_at IS DISTINCT FROM OLD.suspended_at
      AND NOT coalesce(NOT v_own AND 'COORDINATOR' = ANY (v_roles), false) THEN
    RAISE EXCEPTION 'not this column of this organisation' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER organisations_guard BEFORE UPDATE ON hub.organisations FOR EACH ROW EXECUTE FUNCTION hub.guard_organisation();

-- Nobody acts upward: not on himself, and not on a coordinator without being one.
CREATE FUNCTION hub.guard_person() RETURNS trigger
LANGUAGE plpgsql SET search_path = hub, pg_temp AS $$
DECLARE v_roles text[] := hub.roles(); v_self boolean; v_rights boolean; v_access boolean;
BEGIN
  IF NEW.roles && ARRAY['COORDINATOR','AUDITOR']
      AND NOT EXISTS (SELECT FROM hub.organisations o WHERE o.id = NEW.organisation_id AND o.kind = 'COORDINATOR') THEN
    RAISE EXCEPTION 'a role of the coordinating organisation only' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN RETURN NEW; END IF;
  v_rights := NEW.roles IS DISTINCT FROM OLD.roles;
  v_access := (NEW.suspended_at, NEW.ended_at) IS DISTINCT FROM (OLD.suspended_at, OLD.ended_at);
  -- Whoever knew the person from before must look again.
  IF (v_rights OR v_access OR NEW.language IS DISTINCT FROM OLD.language) AND NEW.access_epoch <= OLD.access_epoch THEN NEW.access_epoch := OLD.access_epoch + 1; END IF;
  IF hub.realm() <> 'actor' THEN RETURN NEW; END IF;
  v_self := coalesce(NEW.id = hub.person(), false);
  IF NEW.email IS DISTINCT FROM OLD.email
    OR (v_rights OR v_access) AND NOT 'ADMINISTRATOR' = ANY (v_roles)
    OR v_rights AND v_self AND NOT NEW.roles <@ OLD.roles
    OR v_access AND v_self
    OR NOT v_self AND 'COORDINATOR' = ANY (OLD.roles || NEW.roles) AND NOT 'COORDINATOR' = ANY (v_roles)
    OR OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'not this change of this person' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER persons_guard BEFORE INSERT OR UPDATE ON hub.persons FOR EACH ROW EXECUTE FUNCTION hub.guard_person();
