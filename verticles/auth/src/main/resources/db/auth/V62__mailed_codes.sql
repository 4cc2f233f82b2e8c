CREATE TABLE email_code_factors (
  user_id         uuid        PRIMARY KEY,
  id              uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  created_at      timestamptz NOT NULL,
  last_used_at    timestamptz
);
COMMENT ON TABLE email_code_factors IS 'Users whose second factor is a code by mail; of nobody who has a stronger one';

CREATE TABLE mailed_codes (
  id              uuid        PRIMARY KEY,
  user_id         uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  bound_to        bytea       NOT NULL,
  hash            bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  attempts        integer     NOT NULL DEFAULT 0,
  dead_at         timestamptz
);
COMMENT ON TABLE mailed_codes IS 'Codes of one use. Kept for a day, to count them';
COMMENT ON COLUMN mailed_codes.bound_to IS 'SHA-256 of the challenge of the sign-in, or of the id of the session, in which it is good';
COMMENT ON COLUMN mailed_codes.hash IS 'HMAC of id and code under a key outside of this database; the code is stored nowhere';
COMMENT ON COLUMN mailed_codes.attempts IS 'Wrong codes in its place';
COMMENT ON COLUMN mailed_codes.dead_at IS 'When it was used, or replaced by a later one';

-- Codes of a user are counted, and looked for.
CREATE INDEX mailed_codes_user ON mailed_codes (user_id, created_at);
-- The clean-up looks for those of long ago.
CREATE INDEX mailed_codes_expiry ON mailed_codes (expires_at);
