-- Refresh tokens past their expiry tell nothing any more, not even that one was used twice: the identity realm forgets them.
GRANT DELETE ON hub.refresh_tokens TO hub_app;
CREATE INDEX refresh_tokens_expires_ix ON hub.refresh_tokens (expires_at);
