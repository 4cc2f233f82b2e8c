CREATE TABLE credentials (
  id                  uuid        PRIMARY KEY,
  organization_id     uuid        NOT NULL,
  name                text        NOT NULL,
  current_version     integer     NOT NULL CHECK (current_version > 0),
  deletion_id         uuid,
  deletion_expires_at timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CHECK ((deletion_id IS NULL) = (deletion_expires_at IS NULL)),
  -- Names are what people choose by; the index also serves the list.
  CONSTRAINT credentials_name_unique UNIQUE (organization_id, name)
);
COMMENT ON TABLE credentials IS 'Credentials as people know them; what they hold is in credential_versions';
COMMENT ON COLUMN credentials.deletion_id IS 'The deletion that now asks who uses it; null when none does. Until it expires nothing new may begin to use the credential';
COMMENT ON COLUMN credentials.deletion_expires_at IS 'When a deletion that was cut off no longer counts, by the database''s clock';

CREATE TABLE credential_versions (
  credential_id   uuid        NOT NULL REFERENCES credentials ON DELETE CASCADE,
  version         integer     NOT NULL CHECK (version > 0),
  organization_id uuid        NOT NULL,
  type            text        NOT NULL CHECK (type IN ('ssh_key', 'password')),
  username        text        NOT NULL,
  fingerprint     text,
  master_key      integer     NOT NULL,
  wrapped_key     bytea       NOT NULL,
  ciphertext      bytea       NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (credential_id, version)
);
COMMENT ON COLUMN credential_versions.type IS 'For lists only; the one that counts is inside the ciphertext';
COMMENT ON COLUMN credential_versions.username IS 'For lists only; the one that counts is inside the ciphertext';
COMMENT ON COLUMN credential_versions.fingerprint IS 'SHA256:… of the public key; null for a password';
COMMENT ON COLUMN credential_versions.master_key IS 'Which master key wraps the data key: master_key_canaries.master_key';
COMMENT ON COLUMN credential_versions.wrapped_key IS 'The data key of this row: nonce (12 bytes), AES-256-GCM under the master key, tag (16 bytes)';
COMMENT ON COLUMN credential_versions.ciphertext IS 'The secret as JSON: nonce (12 bytes), AES-256-GCM under the data key, tag (16 bytes)';

CREATE TABLE master_key_canaries (
  master_key integer     PRIMARY KEY,
  ciphertext bytea       NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE master_key_canaries IS 'A known text under each master key, deciphered at start, so that a wrong key is noticed before anything is written with it';
COMMENT ON COLUMN master_key_canaries.master_key IS 'Number of the master key; 1 is the first';
COMMENT ON COLUMN master_key_canaries.ciphertext IS 'Nonce (12 bytes), AES-256-GCM under the master key, tag (16 bytes)';
