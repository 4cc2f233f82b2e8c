CREATE TABLE external_identities (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  user_id         uuid        NOT NULL,
  provider        text        NOT NULL,
  subject         text        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('making', 'linked')),
  username        text        NOT NULL,
  display_name    text,
  email           text,
  linked_at       timestamptz NOT NULL,
  last_used_at    timestamptz NOT NULL
);
COMMENT ON TABLE external_identities IS 'Accounts of external directories and whose they are here';
COMMENT ON COLUMN external_identities.provider IS 'Name of the directory in the configuration';
COMMENT ON COLUMN external_identities.subject IS 'By which the directory knows the account for ever';
COMMENT ON COLUMN external_identities.state IS 'making until users has the user; the next sign-in goes on with the same user_id';
COMMENT ON COLUMN external_identities.username IS 'As the directory told it at the last sign-in; so for display_name and email';

-- An account is of one user; each sign-in looks for it.
CREATE UNIQUE INDEX external_identities_subject ON external_identities (provider, subject);
-- A user has one account of a directory, so that a mail address that is given to somebody else links nobody to it.
CREATE UNIQUE INDEX external_identities_user ON external_identities (user_id, provider);

ALTER TABLE sessions ADD COLUMN provider_factor boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN sessions.provider_factor IS 'Whether an external directory that signed the user in asked for the second factor';
