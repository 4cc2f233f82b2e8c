CREATE TABLE events (
  seq             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source          text        NOT NULL,
  id              uuid        NOT NULL,
  type            text        NOT NULL,
  time            timestamptz NOT NULL,
  organization_id uuid        NOT NULL,
  of_installation boolean     NOT NULL,
  actor_id        uuid,
  actor           text,
  resource_type   text        NOT NULL,
  resource_id     uuid,
  correlation_id  text,
  data            jsonb,
  received_at     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE events IS 'What happened in every service; rows are added and never changed';
COMMENT ON COLUMN events.seq IS 'Order of arrival; breaks ties of time';
COMMENT ON COLUMN events.id IS 'Unique within the source';
COMMENT ON COLUMN events.time IS 'When the source committed it, by its clock';
COMMENT ON COLUMN events.organization_id IS 'Whose people may read it: the organization of the thing, the first one for a thing of the installation';
COMMENT ON COLUMN events.of_installation IS 'Whether it belongs to no organization';

-- Each event is kept once however often it is sent.
CREATE UNIQUE INDEX events_source_id ON events (source, id);
-- The list, newest first, without a filter and with each one.
CREATE INDEX events_newest ON events (organization_id, time DESC, seq DESC);
CREATE INDEX events_newest_of_resource ON events (organization_id, resource_id, time DESC, seq DESC);
CREATE INDEX events_newest_of_type ON events (organization_id, type, time DESC, seq DESC);

CREATE FUNCTION refuse_change_of_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An event is never changed or removed';
END $$;

CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_event();

-- A second bolt beside the trigger. The owner could draw both back; only another owner could prevent that.
REVOKE UPDATE, DELETE, TRUNCATE ON events FROM CURRENT_USER, PUBLIC;
