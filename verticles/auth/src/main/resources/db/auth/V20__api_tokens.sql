CREATE TABLE api_tokens (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  owner_id        uuid        NOT NULL,
  name            text        NOT NULL,
  hash            bytea       NOT NULL UNIQUE,
  permissions     text[]      NOT NULL CHECK (cardinality(permissions) > 0),
  created_at      timestamptz NOT NULL,
  created_by      uuid        NOT NULL,
  expires_at      timestamptz,
  revoked_at      timestamptz,
  last_used_at    timestamptz,
  last_used_from  text        CHECK (length(last_used_from) <= 64)
);
COMMENT ON COLUMN api_tokens.owner_id IS 'The user or service account that the token acts as';
COMMENT ON COLUMN api_tokens.hash IS 'SHA-256 of the token, which itself is stored nowhere';
COMMENT ON COLUMN api_tokens.permissions IS 'At most these of what the owner may at the time of use; * for all';
COMMENT ON COLUMN api_tokens.expires_at IS 'Null: it does not end';
COMMENT ON COLUMN api_tokens.last_used_at IS 'Written at most once a minute';
COMMENT ON COLUMN api_tokens.last_used_from IS 'Address of the client at last_used_at, as the gateway saw it';

-- The lists of an owner are read by id, in parts, and counted before another one is made.
CREATE INDEX api_tokens_of_owner ON api_tokens (owner_id, id) WHERE revoked_at IS NULL;
-- The clean-up looks for tokens that ended long ago.
CREATE INDEX api_tokens_ended ON api_tokens (least(revoked_at, expires_at));
