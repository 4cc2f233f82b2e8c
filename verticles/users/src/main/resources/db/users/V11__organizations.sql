ALTER TABLE organizations
  ADD COLUMN version        integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  ADD COLUMN max_users      integer CHECK (max_users >= 0),
  ADD COLUMN max_targets    integer CHECK (max_targets >= 0),
  ADD COLUMN max_jobs       integer CHECK (max_jobs >= 0),
  ADD COLUMN max_executions integer CHECK (max_executions >= 0);
COMMENT ON COLUMN organizations.max_users IS 'How many users it may have; null for as many as it likes; so for the others';
COMMENT ON COLUMN organizations.max_executions IS 'How many executions that are not at their end it may have';
