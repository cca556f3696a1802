-- A working copy that somebody is writing in, and that is saved while he does, is held: it goes out when somebody sends it, and not
-- by itself with the next change that needs no second person. Versions before this one were not held.
ALTER TABLE hub.bulletin_versions ADD COLUMN held boolean NOT NULL DEFAULT false;
