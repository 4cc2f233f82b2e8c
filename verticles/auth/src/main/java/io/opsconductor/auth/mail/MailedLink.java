package io.opsconductor.auth.mail;

import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * A link of one use, for whoever reads the mails of an address.
 *
 * @param attempts to send it, the present one among them
 */
record MailedLink(
    UUID id, UUID userId, UUID organizationId, Kind kind, String email, int attempts) {
  /** What a link is good for. The names are stored. */
  enum Kind {
    PASSWORD_RESET(Duration.ofMinutes(30)),
    EMAIL_VERIFICATION(Duration.ofHours(24));

    private final Duration lifetime;

    Kind(Duration lifetime) {
      this.lifetime = lifetime;
    }

    Duration lifetime() {
      return lifetime;
    }

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String stored) {
      return valueOf(stored.toUpperCase(Locale.ROOT));
    }
  }
}
