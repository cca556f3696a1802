-- Faces: what a reader is shown of a row, as JSON, made once when the row is written and not each time it is read. They hold
-- only what the row itself holds and every reader of the row may see; hub.read_bulletins puts them together.

-- For a given text or array these give one answer for ever, which PostgreSQL knows of the functions for all types only.
CREATE FUNCTION hub.quoted(p text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(to_json(p)::text, 'null') $$;
CREATE FUNCTION hub.quoted(p text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(to_json(p)::text, '[]') $$;

ALTER TABLE hub.organisations ADD COLUMN face text NOT NULL GENERATED ALWAYS AS (
  '{"id":"' || id::text || '","kind":"' || kind || '","code":"' || code || '","country":' || hub.quoted(country) || ',"names":' || names::text || '}') STORED;

-- Without its end: what depends on the asker and the instant follows.
ALTER TABLE hub.bulletins ADD COLUMN face text NOT NULL GENERATED ALWAYS AS (
  '{"id":"' || id::text || '","reference":' || hub.quoted(reference) || ',"accessEpoch":' || access_epoch::text
  || ',"originatorId":"' || originator_id::text || '","publishedAt":' || hub.quoted(hub.iso(published_at))
  || ',"sortAt":' || hub.quoted(hub.iso(sort_at))) STORED;

-- What every list shows, and what only a closer look does.
ALTER TABLE hub.bulletin_versions ADD COLUMN face text NOT NULL GENERATED ALWAYS AS (
  ',"number":' || number::text || ',"visible":true,"kind":"' || kind || '","tlp":"' || tlp || '","urgency":"' || urgency
  || '","language":' || hub.quoted(language) || ',"title":' || hub.quoted(title)) STORED;
ALTER TABLE hub.bulletin_versions ADD COLUMN details text NOT NULL GENERATED ALWAYS AS (
  ',"documentNumber":' || hub.quoted(document_number)
  || ',"handling":' || hub.quoted(handling) || ',"handlingNote":' || hub.quoted(handling_note) || ',"countries":' || hub.quoted(countries)
  || ',"facts":' || CASE WHEN has_facts THEN '{"potentialVictims":' || coalesce(potential_victims::text, 'null')
       || ',"identifiedVictims":' || coalesce(identified_victims::text, 'null') || ',"citizenships":' || hub.quoted(citizenships)
       || ',"exploitation":' || hub.quoted(exploitation) || ',"meansOfControl":' || hub.quoted(means_of_control)
       || ',"prefectures":' || hub.quoted(prefectures) || '}' ELSE 'null' END
  || ',"acknowledgeBy":' || hub.quoted(hub.iso(acknowledge_by)) || ',"recipientsVisible":' || recipients_visible::text
  || ',"exception":' || (exception IS NOT NULL)::text) STORED;
