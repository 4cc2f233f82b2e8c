CREATE TABLE organizations (
  id         uuid        PRIMARY KEY,
  name       text        NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE users (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL REFERENCES organizations,
  username        text        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('provisioning', 'active')),
  enabled         boolean     NOT NULL DEFAULT true,
  created_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN users.state IS 'provisioning until auth has the password; such a user does not exist for anybody and is removed after a minute';
COMMENT ON COLUMN users.enabled IS 'Whether the user may sign in and act';

-- A name belongs to one user of the installation, because people sign in with the name alone.
CREATE UNIQUE INDEX users_username ON users (lower(username));
-- Lists are read by organization, in the order of creation.
CREATE INDEX users_listed ON users (organization_id, id) WHERE state = 'active';
-- The clean-up looks only for what is not finished.
CREATE INDEX users_provisioning ON users (created_at) WHERE state = 'provisioning';

CREATE TABLE user_roles (
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  role    text NOT NULL,
  PRIMARY KEY (user_id, role)
);
COMMENT ON COLUMN user_roles.role IS 'Not checked here: a release may know roles that the one before does not, which then grant nothing';

INSERT INTO organizations (id, name)
VALUES ('00000000-0000-7000-8000-000000000001', 'default');

INSERT INTO users (id, organization_id, username, state)
VALUES ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'admin', 'active');

INSERT INTO user_roles (user_id, role)
VALUES ('00000000-0000-7000-8000-000000000002', 'admin');
