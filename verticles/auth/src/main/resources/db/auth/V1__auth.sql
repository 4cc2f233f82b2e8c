CREATE TABLE passwords (
  user_id         uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  username        text        NOT NULL,
  hash            text        NOT NULL,
  changed_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN passwords.username IS 'As users gave it; the truth on names is there';
COMMENT ON COLUMN passwords.hash IS 'Argon2id in PHC string format';

-- People sign in with the name alone, in any case.
CREATE UNIQUE INDEX passwords_username ON passwords (lower(username));

CREATE TABLE sessions (
  id              uuid        PRIMARY KEY,
  user_id         uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  created_at      timestamptz NOT NULL,
  last_seen_at    timestamptz NOT NULL,
  revoked_at      timestamptz,
  reason          text,
  CHECK ((revoked_at IS NULL) = (reason IS NULL))
);
COMMENT ON COLUMN sessions.last_seen_at IS 'When it last gave out an access token';
COMMENT ON COLUMN sessions.reason IS 'Why it was ended: logout, refresh_token_reused, password_changed';

-- A changed password ends the sessions of its user.
CREATE INDEX sessions_live ON sessions (user_id) WHERE revoked_at IS NULL;
-- The clean-up looks for sessions that nobody can go on with.
CREATE INDEX sessions_last_seen ON sessions (last_seen_at);

CREATE TABLE refresh_tokens (
  hash           bytea       PRIMARY KEY,
  session_id     uuid        NOT NULL REFERENCES sessions ON DELETE CASCADE,
  issued_at      timestamptz NOT NULL,
  expires_at     timestamptz NOT NULL,
  used_at        timestamptz,
  successor_salt bytea,
  successor_hash bytea,
  CHECK ((used_at IS NULL) = (successor_hash IS NULL))
);
COMMENT ON COLUMN refresh_tokens.hash IS 'SHA-256 of the token, which itself is stored nowhere';
COMMENT ON COLUMN refresh_tokens.successor_salt IS 'With it, the token and a secret outside of this database the same successor can be made again';

-- Sessions take their tokens with them.
CREATE INDEX refresh_tokens_session ON refresh_tokens (session_id);

CREATE TABLE signing_keys (
  key_id         text        PRIMARY KEY,
  public_jwk     text        NOT NULL,
  private_jwk    bytea       NOT NULL,
  signs_from     timestamptz NOT NULL,
  signs_until    timestamptz NOT NULL,
  verifies_until timestamptz NOT NULL
);
COMMENT ON TABLE signing_keys IS 'Keys of access tokens';
COMMENT ON COLUMN signing_keys.private_jwk IS 'AES-256-GCM under a key derived from the master key: 12 bytes nonce, then ciphertext and tag';

CREATE TABLE service_keys (
  key_id     text        PRIMARY KEY,
  service    text        NOT NULL,
  jwk        text        NOT NULL,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE service_keys IS 'Public keys with which services sign caller contexts';
