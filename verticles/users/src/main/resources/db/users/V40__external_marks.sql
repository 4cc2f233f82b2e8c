ALTER TABLE user_roles
  ADD COLUMN by_hand   boolean NOT NULL DEFAULT true,
  ADD COLUMN providers text[]  NOT NULL DEFAULT '{}',
  ADD CONSTRAINT user_roles_given CHECK (by_hand OR providers <> '{}');
COMMENT ON COLUMN user_roles.by_hand IS 'Whether somebody gave it; else it goes when no provider gives it any more';
COMMENT ON COLUMN user_roles.providers IS 'Names of the external directories that give it';

ALTER TABLE team_members
  ADD COLUMN by_hand   boolean NOT NULL DEFAULT true,
  ADD COLUMN providers text[]  NOT NULL DEFAULT '{}',
  ADD CONSTRAINT team_members_given CHECK (by_hand OR providers <> '{}');
COMMENT ON COLUMN team_members.by_hand IS 'Whether somebody put the user in; else the user goes when no provider says so any more';
COMMENT ON COLUMN team_members.providers IS 'Names of the external directories that put the user in';

-- A sign-in asks who has an address.
CREATE INDEX users_email ON users (organization_id, lower(email)) WHERE email IS NOT NULL;
