CREATE TABLE service_accounts (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organizations,
  team_id         uuid        NOT NULL REFERENCES teams,
  name            text        NOT NULL CHECK (length(name) <= 64),
  description     text,
  enabled         boolean     NOT NULL DEFAULT true,
  version         integer     NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at      timestamptz NOT NULL DEFAULT now(),
  created_by      text        NOT NULL
);
COMMENT ON TABLE service_accounts IS 'What programs act as; their API tokens are in auth';
COMMENT ON COLUMN service_accounts.team_id IS 'Whose members manage it; a team that owns one is not removed';
COMMENT ON COLUMN service_accounts.enabled IS 'Whether its API tokens are accepted';
COMMENT ON COLUMN service_accounts.version IS 'One more with each change of the account or of its roles';
COMMENT ON COLUMN service_accounts.created_by IS 'Name of who made it, as it was then';
-- A name belongs to one service account of an organization, in either case.
CREATE UNIQUE INDEX service_accounts_name ON service_accounts (organization_id, lower(name));
-- Lists are read by organization, in the order of creation.
CREATE INDEX service_accounts_listed ON service_accounts (organization_id, id);
-- Before a team is removed it is asked what it owns.
CREATE INDEX service_accounts_team ON service_accounts (team_id);

CREATE TABLE service_account_roles (
  service_account_id uuid NOT NULL REFERENCES service_accounts ON DELETE CASCADE,
  role               text NOT NULL,
  PRIMARY KEY (service_account_id, role)
);
-- Before a role is removed it is asked who has it.
CREATE INDEX service_account_roles_role ON service_account_roles (role);

ALTER TABLE organizations ADD COLUMN max_service_accounts integer CHECK (max_service_accounts >= 0);
