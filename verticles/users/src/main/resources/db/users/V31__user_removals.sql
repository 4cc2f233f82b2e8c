ALTER TABLE user_creations
  DROP CONSTRAINT user_creations_state_check,
  ADD CONSTRAINT user_creations_state_check CHECK (state IN ('begun', 'password_stored', 'undoing', 'removing'));
COMMENT ON COLUMN user_creations.state IS 'begun: auth may have the password; password_stored: it has, the user is finished; undoing: auth has to forget the user, then the name is free; removing: the same for a user that was deleted';
