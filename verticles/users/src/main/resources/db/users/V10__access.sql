ALTER TABLE users
  ADD COLUMN email   text,
  ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
COMMENT ON COLUMN users.email IS 'Where the user is written to; null when none is known';
COMMENT ON COLUMN users.version IS 'One more with each change of the user or of the roles';

CREATE TABLE roles (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organizations,
  name            text        NOT NULL,
  description     text,
  permissions     text[]      NOT NULL,
  version         integer     NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE roles IS 'Roles of an organization''s own; those that are built in are in the program';
COMMENT ON COLUMN roles.name IS 'By which users and grants name it; it never changes';
-- Roles are named, and found by their names for every caller context.
CREATE UNIQUE INDEX roles_name ON roles (organization_id, name);

-- Before a role is removed it is asked who has it.
CREATE INDEX user_roles_role ON user_roles (role);

CREATE TABLE teams (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organizations,
  name            text        NOT NULL,
  description     text,
  version         integer     NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at      timestamptz NOT NULL DEFAULT now()
);
-- A name belongs to one team of an organization, in either case; the list is read in this order.
CREATE UNIQUE INDEX teams_name ON teams (organization_id, (lower(name) COLLATE "C"));

CREATE TABLE team_members (
  team_id         uuid        NOT NULL REFERENCES teams ON DELETE CASCADE,
  user_id         uuid        NOT NULL REFERENCES users ON DELETE CASCADE,
  organization_id uuid        NOT NULL,
  added_at        timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (team_id, user_id)
);
-- Every caller context asks for the teams of a user.
CREATE INDEX team_members_user ON team_members (user_id);

CREATE TABLE grants (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organizations,
  subject_type    text        NOT NULL CHECK (subject_type IN ('user', 'team', 'service_account')),
  subject_id      uuid        NOT NULL,
  role            text        NOT NULL,
  object_type     text        CHECK (object_type IN ('target', 'job', 'credential', 'execution')),
  object_id       uuid,
  selector        text,
  effect          text        NOT NULL CHECK (effect IN ('allow', 'deny')),
  created_at      timestamptz NOT NULL DEFAULT now(),
  created_by      text        NOT NULL,
  CHECK (object_type IS NULL AND object_id IS NULL AND selector IS NULL
         OR object_type IS NOT NULL AND (object_id IS NULL) <> (selector IS NULL))
);
COMMENT ON TABLE grants IS 'What somebody was given or denied beside the roles of users; a grant is made and removed, never changed';
COMMENT ON COLUMN grants.object_type IS 'Null for everything';
COMMENT ON COLUMN grants.created_by IS 'Name of the user that made it, as it was then';
-- The same twice says nothing more.
CREATE UNIQUE INDEX grants_once ON grants (organization_id, subject_id, role, effect, object_type, object_id, selector) NULLS NOT DISTINCT;
-- Every caller context asks for the grants of a user and of the user's teams.
CREATE INDEX grants_subject ON grants (subject_id);
-- The list, and before a role is removed.
CREATE INDEX grants_listed ON grants (organization_id, id);
