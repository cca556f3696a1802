-- What the letter of invitation says, by language, in the place of the hub's own text; a language that is not here has that.
ALTER TABLE hub.meeting_letters ADD COLUMN body jsonb NOT NULL DEFAULT '{}',
  ADD CONSTRAINT meeting_letters_body_ck CHECK (jsonb_typeof(body) = 'object' AND body - ARRAY['ja', 'en'] = '{}');
-- By who coordinates (meeting_letters_change).
GRANT UPDATE (body) ON hub.meeting_letters TO hub_app;
