CREATE TABLE user_creations (
  user_id               uuid        PRIMARY KEY,
  organization_id       uuid        NOT NULL REFERENCES organizations,
  username              text        NOT NULL,
  state                 text        NOT NULL CHECK (state IN ('begun', 'password_stored', 'undoing')),
  actor_organization_id uuid,
  actor_id              uuid,
  actor                 text,
  correlation_id        text,
  changed_at            timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE user_creations IS 'Users that are being made, here and in auth, until they are made or nothing is left of them. Without a foreign key to users: a release before this removes users that are not finished, and auth must be told all the same';
COMMENT ON COLUMN user_creations.state IS 'begun: auth may have the password; password_stored: it has, the user is finished; undoing: auth has to forget the user, then the name is free';
COMMENT ON COLUMN user_creations.actor IS 'Who asked for it, for the event, as the other actor columns';

-- The recovery looks for those on which nobody works any more.
CREATE INDEX user_creations_changed ON user_creations (changed_at);
COMMENT ON COLUMN users.state IS 'provisioning until auth has the password; such a user does not exist for anybody; user_creations says what becomes of it';
