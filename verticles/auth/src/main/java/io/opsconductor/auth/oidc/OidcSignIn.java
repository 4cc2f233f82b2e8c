package io.opsconductor.auth.oidc;

import io.opsconductor.auth.external.ExternalSignIn;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SignInProvider;
import io.opsconductor.contracts.auth.SignInProviders;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;

/**
 * Sign-in with the configured OpenID providers. None of them is asked before somebody signs in with
 * it, so that one that is dead stops nothing else.
 */
public final class OidcSignIn {
  /** Longer than clocks of nodes differ. */
  private static final Duration CLOCK_MARGIN = Duration.ofMinutes(5);

  private final SsoStore store;
  private final Clock clock;
  private final SignInProviders listed;
  private final BeginSignIn begin;
  private final FinishSignIn finish;
  private final RedeemSignIn redeem;

  /**
   * Of these site.
   *
   * @param external says what people are here whom a provider has proved
   * @throws IllegalArgumentException when the secret of a client cannot be read
   */
  public OidcSignIn(
      Vertx vertx,
      Db db,
      OidcSite site,
      Seal seal,
      ExternalSignIn external,
      Outbox outbox,
      Clock clock) {
    this.store = new SsoStore(db, seal);
    this.clock = clock;
    this.listed =
        new SignInProviders(
            site.providers().stream()
                .map(provider -> new SignInProvider(provider.name(), provider.label()))
                .toList());
    Providers providers = Providers.of(vertx, site, clock);
    Destinations destinations = new Destinations(site);
    SsoEvents events = new SsoEvents(db, outbox);
    this.begin = new BeginSignIn(site, providers, store, destinations, events, clock);
    this.finish = new FinishSignIn(site, providers, store, destinations, events, external, clock);
    this.redeem = new RedeemSignIn(providers, store, external, clock);
  }

  public void serve(OperationServer server) {
    server.serve(AuthOperations.LIST_PROVIDERS, this::list);
    server.serve(AuthOperations.BEGIN_SSO, begin::handle);
    server.serve(AuthOperations.FINISH_SSO, finish::handle);
    server.serve(AuthOperations.REDEEM_SSO, redeem::handle);
  }

  /** Forgets sign-ins that nobody came back from. */
  public void removeExpired() {
    store.removeExpired(clock.instant().minus(CLOCK_MARGIN));
  }

  private SignInProviders list(Empty request, Call call) {
    return listed;
  }
}
