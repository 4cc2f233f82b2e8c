package io.opsconductor.auth.oidc;

import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.BeginSso;
import io.opsconductor.contracts.auth.SsoBegun;
import io.opsconductor.platform.bus.Call;
import java.time.Clock;
import java.util.Optional;

/**
 * Sends a browser to a provider. State, nonce and verifier are new each time and wait here; the
 * browser gets something to show when it comes back, so that nobody can end in another's browser
 * what he began in his own (RFC 6749 §10.12).
 */
final class BeginSignIn {
  private static final int BINDING_LENGTH = 43;

  private final OidcSite site;
  private final Providers providers;
  private final SsoStore store;
  private final Destinations destinations;
  private final SsoEvents events;
  private final Clock clock;

  BeginSignIn(
      OidcSite site,
      Providers providers,
      SsoStore store,
      Destinations destinations,
      SsoEvents events,
      Clock clock) {
    this.site = site;
    this.providers = providers;
    this.store = store;
    this.destinations = destinations;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Begins.
   *
   * @throws OpsException {@code not_found}, or {@code invalid_request} for a path that is not local
   */
  SsoBegun handle(BeginSso request, Call call) {
    OidcProvider provider = providers.require(request.provider());
    String returnTo = request.returnTo() == null ? "/" : request.returnTo();
    if (!LocalPath.isOne(returnTo)) {
      throw Checks.invalid("return", "must be a path of this host");
    }
    Optional<WaitingProgram> program =
        Optional.ofNullable(request.program())
            .map(waiting -> new WaitingProgram(waiting.port(), waiting.challenge()));
    try {
      return begin(provider, request, returnTo, program, call.address());
    } catch (SsoFailure e) {
      events.log(provider.settings(), e);
      String code = e.code().wireName();
      String location =
          program
              .map(waiting -> waiting.address("error=" + code))
              .orElseGet(() -> destinations.refused(provider.settings().name(), code));
      return new SsoBegun(location, null, site.secure());
    }
  }

  private SsoBegun begin(
      OidcProvider provider,
      BeginSso request,
      String returnTo,
      Optional<WaitingProgram> program,
      String address) {
    String state = store.secret();
    PendingSignIn pending = new PendingSignIn(store.secret(), store.secret(), returnTo, program);
    String location = provider.authorizationUrl(state, pending.nonce(), pending.verifier());
    String binding = binding(request);
    if (!store.begin(state, provider.settings(), binding, pending, address, clock.instant())) {
      throw SsoFailure.unavailable("too_many_begun");
    }
    return new SsoBegun(location, new SecretText(binding), site.secure());
  }

  /** The same in all windows of a browser, unless another host may have put it there. */
  private String binding(BeginSso request) {
    boolean own =
        request.binding() != null
            && request.binding().reveal().length() == BINDING_LENGTH
            && (request.hostOnly() || !site.secure());
    return own ? request.binding().reveal() : store.secret();
  }
}
