-- What somebody did, newest first.
CREATE INDEX events_newest_of_actor ON events (organization_id, actor_id, time DESC, seq DESC)
  WHERE actor_id IS NOT NULL;
