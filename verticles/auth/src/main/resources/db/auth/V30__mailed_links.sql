CREATE TABLE email_addresses (
  user_id         uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  email           text        NOT NULL CHECK (length(email) <= 254),
  verified_at     timestamptz NOT NULL
);
COMMENT ON TABLE email_addresses IS 'Addresses that users have proved; one that is not proved is only in a link';

-- Somebody who forgot name and password tells the address alone.
CREATE UNIQUE INDEX email_addresses_email ON email_addresses (lower(email));

CREATE TABLE mailed_links (
  id              uuid        PRIMARY KEY,
  user_id         uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('password_reset', 'email_verification')),
  email           text        NOT NULL CHECK (length(email) <= 254),
  hash            bytea       NOT NULL UNIQUE,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL,
  dead_at         timestamptz,
  sent_at         timestamptz,
  attempts        integer     NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL
);
COMMENT ON TABLE mailed_links IS 'Links of one use, which are also the mails that are still to be sent. Kept for a day, to count them';
COMMENT ON COLUMN mailed_links.hash IS 'SHA-256 of the token, which is stored nowhere: it is made again from the id and a secret outside of this database';
COMMENT ON COLUMN mailed_links.expires_at IS 'Counted from the last attempt to send it';
COMMENT ON COLUMN mailed_links.dead_at IS 'When it was used, or replaced by a later one';

-- Links of a user are counted, and die together.
CREATE INDEX mailed_links_user ON mailed_links (user_id, kind, created_at);
-- The sender looks for what is due.
CREATE INDEX mailed_links_due ON mailed_links (next_attempt_at) WHERE sent_at IS NULL AND dead_at IS NULL;

CREATE TABLE reset_requests (
  id         uuid        PRIMARY KEY,
  account    text        CHECK (length(account) <= 254),
  network    text        NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE reset_requests IS 'Who asked for a reset, also of accounts that do not exist, so without an organization. Kept for an hour, to count them';
COMMENT ON COLUMN reset_requests.account IS 'Name or address as given; taken away as soon as it was looked for, because people type passwords there by mistake';

-- Requests of a network are counted.
CREATE INDEX reset_requests_network ON reset_requests (network, created_at);
-- What is to be looked for, oldest first.
CREATE INDEX reset_requests_open ON reset_requests (created_at) WHERE account IS NOT NULL;
