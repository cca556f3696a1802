-- A purge reaches whatever a capability keeps about a bulletin: hub.purge_bulletin calls each function hub.purge_in_…(bulletin), as hub.strike_passage calls those of
-- strikes. They are for it alone (EXECUTE for hub_authority), and ask nobody who he is.

-- As in 0059; and what other capabilities keep goes by themselves, first, since it may point at the rest. What points at their own rows they take away themselves.
CREATE OR REPLACE FUNCTION hub.purge_bulletin(p_bulletin uuid, p_instant timestamptz) RETURNS uuid[] LANGUAGE plpgsql VOLATILE SET search_path = hub, pg_temp AS $$
DECLARE v_files uuid[]; t text; f text;
BEGIN
  FOR f IN SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'hub'::regnamespace AND p.proname LIKE 'purge\_in\_%' ORDER BY p.proname LOOP
    EXECUTE format('SELECT hub.%I($1)', f) USING p_bulletin;
  END LOOP;
  PERFORM hub.purge_threads(ARRAY(SELECT x.id FROM hub.threads x WHERE x.bulletin_id = p_bulletin));
  SELECT coalesce(array_agg(a.id), '{}') INTO v_files FROM hub.attachments a WHERE a.bulletin_id = p_bulletin;
  PERFORM hub.purge_files(v_files);
  DELETE FROM hub.strike_places x USING hub.strikes s WHERE s.id = x.strike_id AND s.bulletin_id = p_bulletin;
  -- In this order: what points at the others first.
  FOREACH t IN ARRAY ARRAY['recall_requests', 'recalls', 'strikes', 'releases', 'release_requests', 'release_ends', 'outside_releases', 'proposals', 'translations', 'case_persons', 'case_records',
    'acknowledgements', 'alert_timers', 'handover_asks', 'bulletin_terms', 'bulletin_stages', 'bulletin_approvals', 'bulletin_editions', 'bulletin_sections', 'bulletin_versions'] LOOP
    EXECUTE format('DELETE FROM hub.%I x WHERE x.bulletin_id = $1', t) USING p_bulletin;
  END LOOP;
  UPDATE hub.bulletins b SET state = 'WITHDRAWN', withdrawn_at = coalesce(b.withdrawn_at, p_instant), withdrawal_reason = hub.purge_mark(), pending_number = NULL, source_key = NULL,
    editors = '{}', revision = b.revision + 1, access_epoch = b.access_epoch + 1
  WHERE b.id = p_bulletin;
  RETURN v_files;
END $$;
