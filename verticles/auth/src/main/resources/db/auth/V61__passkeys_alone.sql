CREATE TABLE used_passkey_challenges (
  hash       bytea       PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
COMMENT ON TABLE used_passkey_challenges IS 'Challenges for whomever it may be that a passkey answered, so that it answers none twice. They carry their end and a signature and are not kept before; of nobody yet, so without an organization';
COMMENT ON COLUMN used_passkey_challenges.hash IS 'SHA-256 of the challenge';
COMMENT ON COLUMN used_passkey_challenges.expires_at IS 'When the challenge is over anyway';

-- The clean-up looks for those that are over.
CREATE INDEX used_passkey_challenges_expiry ON used_passkey_challenges (expires_at);
