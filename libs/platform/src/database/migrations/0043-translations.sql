-- Translations of titles and sections. The original is authoritative.

-- What a translation translates, so that it is known again: a title (without a body) or a section.
CREATE FUNCTION hub.source_digest(p_heading text, p_body text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT sha256(convert_to(p_heading || E'\n' || p_body, 'UTF8')) $$;

-- Whether whoever is asking sees now a version in which the section, or without one the title, reads like this: by row security alone.
CREATE FUNCTION hub.sees_source(p_bulletin uuid, p_section uuid, p_source bytea) RETURNS boolean
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT CASE WHEN p_section IS NULL
    THEN EXISTS (SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = p_bulletin AND hub.source_digest(v.title, '') = p_source)
    ELSE EXISTS (SELECT FROM hub.bulletin_sections s WHERE s.bulletin_id = p_bulletin AND s.section_id = p_section
      AND hub.source_digest(s.heading, s.body) = p_source) END
$$;

-- `number` is the version that was translated, `source` the digest of what stood there. `shown`: it needed no second person, or one has
-- approved it. A recipient's is for its own people. Translated by a person of the organisation, or by somebody outside who is named.
CREATE TABLE hub.translations (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  number int NOT NULL,
  section_id uuid,
  source bytea NOT NULL,
  organisation_id uuid NOT NULL,
  language text NOT NULL,
  heading text NOT NULL,
  body text,
  label text NOT NULL,
  translator_id uuid,
  translator_name text,
  shown boolean NOT NULL,
  written_by uuid NOT NULL,
  written_at timestamptz NOT NULL,
  revision int NOT NULL DEFAULT 1,
  CONSTRAINT translations_pk PRIMARY KEY (id),
  CONSTRAINT translations_language_uq UNIQUE NULLS NOT DISTINCT (bulletin_id, section_id, organisation_id, language),
  CONSTRAINT translations_version_fk FOREIGN KEY (bulletin_id, number) REFERENCES hub.bulletin_versions (bulletin_id, number),
  CONSTRAINT translations_organisation_fk FOREIGN KEY (organisation_id) REFERENCES hub.organisations (id),
  CONSTRAINT translations_translator_fk FOREIGN KEY (translator_id) REFERENCES hub.persons (id),
  CONSTRAINT translations_writer_fk FOREIGN KEY (written_by) REFERENCES hub.persons (id),
  CONSTRAINT translations_label_ck CHECK (label IN ('HUMAN', 'MACHINE')),
  CONSTRAINT translations_translator_ck CHECK (num_nonnulls(translator_id, translator_name) = 1),
  CONSTRAINT translations_body_ck CHECK ((section_id IS NULL) = (body IS NULL))
);
CREATE INDEX translations_section_ix ON hub.translations (section_id);

ALTER TABLE hub.translations ENABLE ROW LEVEL SECURITY;
ALTER TABLE hub.translations FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE, UPDATE (number, source, heading, body, label, translator_id, translator_name, shown, written_by, written_at, revision) ON hub.translations TO hub_app;

-- Who may write one for an organisation: the originator's editors, for everybody who sees the original; elsewhere those who read, for their own people.
CREATE FUNCTION hub.may_translate(p_bulletin uuid, p_organisation uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
  SELECT p_organisation = hub.organisation() AND hub.roles() && ARRAY['READER', 'OFFICER', 'CONTACT_POINT']
    AND EXISTS (SELECT FROM hub.bulletins b WHERE b.id = p_bulletin AND (b.originator_id <> p_organisation OR b.editors && hub.principals()))
$$;

CREATE POLICY translations_read ON hub.translations FOR SELECT TO hub_app USING (
  EXISTS (SELECT FROM hub.bulletins b WHERE b.id = translations.bulletin_id
    AND ((b.originator_id = translations.organisation_id AND (shown OR b.editors && (SELECT hub.principals())::int[]))
      OR (b.originator_id <> translations.organisation_id AND translations.organisation_id = (SELECT hub.organisation()))))
  AND hub.sees_source(bulletin_id, section_id, source));
CREATE POLICY translations_add ON hub.translations FOR INSERT TO hub_app WITH CHECK (
  hub.may_translate(bulletin_id, organisation_id) AND hub.sees_source(bulletin_id, section_id, source) AND written_by = (SELECT hub.person()));
CREATE POLICY translations_change ON hub.translations FOR UPDATE TO hub_app
  USING (hub.may_translate(bulletin_id, organisation_id) AND hub.sees_source(bulletin_id, section_id, source));
CREATE POLICY translations_remove ON hub.translations FOR DELETE TO hub_app
  USING (hub.may_translate(bulletin_id, organisation_id) AND hub.sees_source(bulletin_id, section_id, source));

REVOKE EXECUTE ON FUNCTION hub.source_digest, hub.sees_source, hub.may_translate FROM PUBLIC;
GRANT EXECUTE ON FUNCTION hub.source_digest, hub.sees_source, hub.may_translate TO hub_app;
