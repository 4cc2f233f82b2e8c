-- Where people are signed in: what is known of the client of a session. A release that does not know these leaves them empty.
ALTER TABLE sessions
  ADD COLUMN device       text CHECK (length(device) <= 200),
  ADD COLUMN address      text CHECK (length(address) <= 64),
  ADD COLUMN last_address text CHECK (length(last_address) <= 64);
COMMENT ON COLUMN sessions.device IS 'What the client said of itself at the sign-in (User-Agent), without control characters';
COMMENT ON COLUMN sessions.address IS 'Of the client at the sign-in, as the gateway saw it';
COMMENT ON COLUMN sessions.last_address IS 'Of the client at last_seen_at';
COMMENT ON COLUMN sessions.reason IS 'Why it was ended: logout, refresh_token_reused, password_changed, ended_by_user, ended_by_administrator';

-- The list of a user's sessions is read by id, in parts; ending all of a user's sessions reads it too.
CREATE INDEX sessions_live_of_user ON sessions (user_id, id) WHERE revoked_at IS NULL;
DROP INDEX sessions_live;
