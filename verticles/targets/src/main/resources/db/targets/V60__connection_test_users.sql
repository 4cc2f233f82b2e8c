ALTER TABLE connection_tests
  ADD COLUMN user_id  uuid,
  ADD COLUMN username text;
COMMENT ON COLUMN connection_tests.user_id IS 'Who tries the connection; null for tests of before this was written down';
