CREATE TABLE passkeys (
  id              uuid        PRIMARY KEY,
  user_id         uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  name            text        NOT NULL,
  credential_id   bytea       NOT NULL CONSTRAINT passkeys_credential UNIQUE,
  credential      bytea       NOT NULL,
  counter         bigint      NOT NULL,
  verified_user   boolean     NOT NULL,
  backup_eligible boolean     NOT NULL,
  backed_up       boolean     NOT NULL,
  transports      text[]      NOT NULL,
  created_at      timestamptz NOT NULL,
  last_used_at    timestamptz
);
COMMENT ON COLUMN passkeys.credential_id IS 'By which the authenticator knows it; of one user only';
COMMENT ON COLUMN passkeys.credential IS 'Attested credential data of WebAuthn: model of the authenticator, id, public key in COSE';
COMMENT ON COLUMN passkeys.counter IS 'Of its signatures, as the authenticator said last; it only goes on. 0 when it counts none';
COMMENT ON COLUMN passkeys.verified_user IS 'Whether it ever made sure who uses it';
COMMENT ON COLUMN passkeys.backup_eligible IS 'Whether it may be in more than one device; it stays as it was made';
COMMENT ON COLUMN passkeys.transports IS 'How the authenticator is reached, as it said itself';

-- Each sign-in looks for those of the user.
CREATE INDEX passkeys_user ON passkeys (user_id);

CREATE TABLE passkey_challenges (
  user_id         uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  purpose         text        NOT NULL,
  bound_to        bytea       NOT NULL,
  hash            bytea       NOT NULL,
  expires_at      timestamptz NOT NULL,
  PRIMARY KEY (user_id, purpose, bound_to)
);
COMMENT ON TABLE passkey_challenges IS 'What was given out and waits for an authenticator; one for each purpose of a session or of a sign-in';
COMMENT ON COLUMN passkey_challenges.purpose IS 'registration, sign_in or step_up';
COMMENT ON COLUMN passkey_challenges.bound_to IS 'SHA-256 of the id of the session, or of the challenge of the sign-in';
COMMENT ON COLUMN passkey_challenges.hash IS 'SHA-256 of the challenge, which itself is stored nowhere';

-- The clean-up looks for those that are over.
CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at);
