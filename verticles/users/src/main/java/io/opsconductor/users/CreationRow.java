package io.opsconductor.users;

import io.opsconductor.platform.outbox.Cause;
import java.util.Locale;
import java.util.UUID;

/**
 * A user that is being made.
 *
 * @param id of the user
 * @param cause on whose behalf
 */
record CreationRow(UUID id, UUID organizationId, String username, State state, Cause cause) {
  /** How far it is. The names are stored. */
  enum State {
    /** The name is taken; auth may have the password or not. */
    BEGUN,
    /** Auth has the password. */
    PASSWORD_STORED,
    /** Given up: auth must forget the user before the name is free. */
    UNDOING,
    /** Deleted: auth must forget the user before the name is free. */
    REMOVING;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }
}
