-- A publication may wait for a while in which whoever sent it can take it back. That is no part of the content: approvals bind the same hash. It counts while the version is APPROVED.
ALTER TABLE hub.bulletin_versions ADD COLUMN take_back_until timestamptz;

-- What is taken back, and what is submitted anew, is approved anew. Whoever edits a working copy can void its approvals anyway, by a revision.
GRANT DELETE ON hub.bulletin_approvals TO hub_app;
CREATE POLICY bulletin_approvals_void ON hub.bulletin_approvals FOR DELETE TO hub_app USING (EXISTS (
  SELECT FROM hub.bulletin_versions v WHERE v.bulletin_id = bulletin_approvals.bulletin_id AND v.number = bulletin_approvals.number
    AND v.review_state <> 'PUBLISHED' AND v.editors && (SELECT hub.principals())::int[]));

-- As in 0012; and no sooner than it can no longer be taken back.
CREATE OR REPLACE FUNCTION hub.due_releases(p_instant timestamptz) RETURNS TABLE (bulletin_id uuid, number int, originator_id uuid, publisher uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
  SELECT v.bulletin_id, v.number, b.originator_id, v.published_by FROM hub.bulletin_versions v
  JOIN hub.bulletins b ON b.id = v.bulletin_id AND b.pending_number = v.number
  WHERE hub.realm() = 'worker' AND v.review_state = 'APPROVED' AND greatest(v.release_at, v.take_back_until) <= p_instant AND b.state <> 'WITHDRAWN'
  FOR UPDATE OF b SKIP LOCKED
$$;
