CREATE TABLE jobs (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  name            text        NOT NULL,
  current_version integer     NOT NULL CHECK (current_version >= 1),
  created_at      timestamptz NOT NULL,
  deleted_at      timestamptz
);
COMMENT ON TABLE jobs IS 'What can be run; what it does is in its versions';
COMMENT ON COLUMN jobs.name IS 'Name of the current version, here so that it is unique';
COMMENT ON COLUMN jobs.deleted_at IS 'From when on it can no longer be run; null for a living job. Its versions stay';

-- A name belongs to one living job of an organization, in either case; the list is read in this order.
CREATE UNIQUE INDEX jobs_name ON jobs (organization_id, (lower(name) COLLATE "C")) WHERE deleted_at IS NULL;

CREATE TABLE job_versions (
  job_id          uuid        NOT NULL REFERENCES jobs (id),
  version         integer     NOT NULL CHECK (version >= 1),
  organization_id uuid        NOT NULL,
  definition      jsonb       NOT NULL,
  saved_at        timestamptz NOT NULL,
  saved_by        uuid        NOT NULL,
  saved_by_name   text        NOT NULL,
  PRIMARY KEY (job_id, version)
);
COMMENT ON TABLE job_versions IS 'Every definition that a job ever had; rows are added and never changed';
COMMENT ON COLUMN job_versions.definition IS 'The job as its author wrote it, with the defaults of its time filled in';
COMMENT ON COLUMN job_versions.saved_by_name IS 'Name of the user at that time';

-- Before a target is deleted it is asked which jobs name it.
CREATE INDEX job_versions_target_ids ON job_versions USING gin ((definition -> 'targets' -> 'ids'));

CREATE FUNCTION refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A version of a job is never changed or removed';
END $$;

CREATE TRIGGER job_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON job_versions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_version();
