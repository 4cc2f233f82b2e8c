CREATE TABLE totp_factors (
  id              uuid        PRIMARY KEY,
  user_id         uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  secret          bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  confirmed_at    timestamptz,
  last_step       bigint      NOT NULL DEFAULT 0,
  last_used_at    timestamptz
);
COMMENT ON TABLE totp_factors IS 'Authenticator applications: one that counts and one that is being set up, at most, for each user';
COMMENT ON COLUMN totp_factors.secret IS 'AES-256-GCM under a key derived from the master key: 12 bytes nonce, then ciphertext and tag';
COMMENT ON COLUMN totp_factors.confirmed_at IS 'Null as long as no code of it was shown: then it does not count';
COMMENT ON COLUMN totp_factors.last_step IS 'Of the code accepted last, in steps of 30 seconds since 1970; codes of this step and of earlier ones are refused';

-- One of each kind for a user; each sign-in looks for the first.
CREATE UNIQUE INDEX totp_factors_confirmed ON totp_factors (user_id) WHERE confirmed_at IS NOT NULL;
CREATE UNIQUE INDEX totp_factors_begun ON totp_factors (user_id) WHERE confirmed_at IS NULL;

CREATE TABLE recovery_codes (
  user_id         uuid        NOT NULL,
  hash            bytea       NOT NULL,
  organization_id uuid        NOT NULL,
  created_at      timestamptz NOT NULL,
  used_at         timestamptz,
  PRIMARY KEY (user_id, hash)
);
COMMENT ON COLUMN recovery_codes.hash IS 'SHA-256 of the code, which has 80 random bits and is stored nowhere';

CREATE TABLE mfa_challenges (
  hash            bytea       PRIMARY KEY,
  user_id         uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  attempts        integer     NOT NULL DEFAULT 0
);
COMMENT ON TABLE mfa_challenges IS 'Sign-ins whose password was right and that wait for a second factor';
COMMENT ON COLUMN mfa_challenges.hash IS 'SHA-256 of the challenge, which itself is stored nowhere';

-- A changed password ends what waits for its user.
CREATE INDEX mfa_challenges_user ON mfa_challenges (user_id);
-- The clean-up looks for those that are over.
CREATE INDEX mfa_challenges_expiry ON mfa_challenges (expires_at);

ALTER TABLE sessions ADD COLUMN second_factor_at timestamptz;
COMMENT ON COLUMN sessions.second_factor_at IS 'When a second factor was shown last; null for never';
COMMENT ON COLUMN sessions.reason IS 'Why it was ended: logout, refresh_token_reused, password_changed, ended_by_user, ended_by_administrator, factor_added, factors_reset';
COMMENT ON COLUMN sign_in_tallies.key IS
  'account:<hash of the name>, network:<address prefix>, pair:<hash of name and network> or second-factor:<user id>; the hashes are keyed';
