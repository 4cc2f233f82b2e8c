ALTER TABLE grants
  DROP CONSTRAINT grants_object_type_check,
  ADD CONSTRAINT grants_object_type_check
    CHECK (object_type IN ('target', 'job', 'credential', 'execution', 'schedule'));
