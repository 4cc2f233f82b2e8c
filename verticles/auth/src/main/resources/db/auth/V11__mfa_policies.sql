CREATE TABLE mfa_policies (
  organization_id uuid        NOT NULL,
  scope           text        NOT NULL CHECK (scope IN ('organization', 'user', 'own')),
  subject_id      uuid        NOT NULL,
  policy          text        NOT NULL,
  set_at          timestamptz NOT NULL,
  PRIMARY KEY (organization_id, scope, subject_id)
);
COMMENT ON COLUMN mfa_policies.scope IS 'organization: of all its users; user: what an administrator says of one; own: what the user asks for';
COMMENT ON COLUMN mfa_policies.subject_id IS 'The organization or the user';
COMMENT ON COLUMN mfa_policies.policy IS 'disabled, optional, required, required_for_admins';
