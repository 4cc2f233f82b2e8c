CREATE TABLE targets (
  id                   uuid        PRIMARY KEY,
  organization_id      uuid        NOT NULL,
  name                 text        NOT NULL,
  host                 text        NOT NULL,
  port                 integer     NOT NULL CHECK (port BETWEEN 1 AND 65535),
  connection           text        NOT NULL CHECK (connection IN ('ssh')),
  credential_id        uuid        NOT NULL,
  tags                 jsonb       NOT NULL CHECK (jsonb_typeof(tags) = 'object'),
  host_key_policy      text        NOT NULL CHECK (host_key_policy IN ('trust_first_use', 'strict')),
  host_key             text,
  host_key_fingerprint text,
  created_at           timestamptz NOT NULL DEFAULT now(),
  updated_at           timestamptz NOT NULL DEFAULT now(),
  deleted_at           timestamptz,
  CHECK ((host_key IS NULL) = (host_key_fingerprint IS NULL))
);
COMMENT ON COLUMN targets.credential_id IS 'A credential of the service secrets';
COMMENT ON COLUMN targets.tags IS 'Object of texts';
COMMENT ON COLUMN targets.host_key IS 'The accepted key, "<type> <base64>"; null while none is';
COMMENT ON COLUMN targets.host_key_fingerprint IS 'SHA256:… of the host key';
COMMENT ON COLUMN targets.deleted_at IS 'Null while it exists. A deleted target stays for those who look into the past, and takes no name and no address';

-- Names are what people choose by; the index also serves the list.
CREATE UNIQUE INDEX targets_name_unique ON targets (organization_id, name) WHERE deleted_at IS NULL;
-- Two targets at one address would run everything twice.
CREATE UNIQUE INDEX targets_address_unique ON targets (organization_id, lower(host), port, connection) WHERE deleted_at IS NULL;
-- Selectors ask for tags.
CREATE INDEX targets_tags ON targets USING gin (tags) WHERE deleted_at IS NULL;
-- The service secrets asks who uses a credential.
CREATE INDEX targets_credential ON targets (credential_id) WHERE deleted_at IS NULL;

CREATE TABLE credential_claims (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  credential_id   uuid        NOT NULL,
  target_name     text        NOT NULL,
  expires_at      timestamptz NOT NULL
);
COMMENT ON TABLE credential_claims IS 'Credentials that targets which are about to be written will use; committed before secrets is asked whether the credential exists';
COMMENT ON COLUMN credential_claims.expires_at IS 'When a claim that its process left behind no longer counts, by the database''s clock';
-- The service secrets asks who uses a credential.
CREATE INDEX credential_claims_credential ON credential_claims (credential_id);

CREATE SEQUENCE connection_test_fences;

CREATE TABLE connection_tests (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  target_id       uuid        NOT NULL,
  credential_id   uuid        NOT NULL,
  fence           bigint      NOT NULL DEFAULT nextval('connection_test_fences'),
  expires_at      timestamptz NOT NULL
);
COMMENT ON TABLE connection_tests IS 'Leases of the connection tests that go on now: each lets a worker read one credential';
COMMENT ON COLUMN connection_tests.fence IS 'Fencing token of the lease';
COMMENT ON COLUMN connection_tests.expires_at IS 'End of the lease, by the database''s clock';
