CREATE TABLE first_administrators (
  user_id         uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  made_at         timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE first_administrators IS 'That the user admin was given a first password: once in the life of an installation, also when that user is deleted later';

-- Whoever has a password was made by that user, or by somebody whom that user made.
INSERT INTO first_administrators (user_id, organization_id)
SELECT '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001'
WHERE EXISTS (SELECT FROM passwords);
