package io.opsconductor.auth.oidc;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Tells of sign-ins that a provider, or what it said, brought to their end. */
final class SsoEvents {
  private static final Logger LOG = LoggerFactory.getLogger(SsoEvents.class);

  private final Db db;
  private final Outbox outbox;

  SsoEvents(Db db, Outbox outbox) {
    this.db = db;
    this.outbox = outbox;
  }

  /** Of one that a browser of ours had begun: what anybody can send is not written down. */
  void refused(OidcProviderSettings provider, SsoFailure failure) {
    db.transaction(
        tx -> {
          outbox.add(
              tx,
              provider.organizationId(),
              "session.refused",
              "user",
              null,
              Map.of("reason", failure.reason(), "provider", provider.name()));
          return failure;
        });
    log(provider, failure);
  }

  void log(OidcProviderSettings provider, SsoFailure failure) {
    // Of a provider that is down, or that says what cannot be believed, somebody should know.
    boolean usual =
        failure.code() == ErrorCode.SSO_REFUSED || failure.code() == ErrorCode.SSO_NOT_ALLOWED;
    LOG.atLevel(usual ? Level.INFO : Level.WARN)
        .addKeyValue("provider", provider.name())
        .addKeyValue("errorCode", failure.code().wireName())
        .addKeyValue("reason", failure.reason())
        .log("A sign-in with an OpenID provider came to nothing");
  }
}
