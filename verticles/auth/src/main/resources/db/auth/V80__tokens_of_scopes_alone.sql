-- A token may be made for some objects alone; one for nothing at all is a mistake.
ALTER TABLE api_tokens
  DROP CONSTRAINT IF EXISTS api_tokens_permissions_check,
  DROP CONSTRAINT IF EXISTS api_tokens_for_something,
  ADD CONSTRAINT api_tokens_for_something
    CHECK (cardinality(permissions) > 0 OR jsonb_array_length(scopes) > 0);
