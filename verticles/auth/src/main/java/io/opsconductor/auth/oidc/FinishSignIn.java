package io.opsconductor.auth.oidc;

import io.opsconductor.auth.external.ExternalSignIn;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.FinishSso;
import io.opsconductor.contracts.auth.SsoFinished;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.platform.bus.Call;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Ends a sign-in when the browser comes back. Its state must be of a sign-in of this provider that
 * this browser began, and is used up by it, whatever comes of it.
 */
final class FinishSignIn {
  private final OidcSite site;
  private final Providers providers;
  private final SsoStore store;
  private final Destinations destinations;
  private final SsoEvents events;
  private final ExternalSignIn external;
  private final Clock clock;

  FinishSignIn(
      OidcSite site,
      Providers providers,
      SsoStore store,
      Destinations destinations,
      SsoEvents events,
      ExternalSignIn external,
      Clock clock) {
    this.site = site;
    this.providers = providers;
    this.store = store;
    this.destinations = destinations;
    this.events = events;
    this.external = external;
    this.clock = clock;
  }

  /**
   * Ends it, with a reason in the address when nothing came of it.
   *
   * @throws OpsException {@code not_found} for a provider that is not known
   */
  SsoFinished handle(FinishSso request, Call call) {
    OidcProvider provider = providers.require(request.provider());
    Optional<PendingSignIn> begun = begun(request);
    if (begun.isEmpty()) {
      return refused(provider, Optional.empty(), ErrorCode.SSO_EXPIRED.wireName());
    }
    Optional<WaitingProgram> program = begun.get().program();
    try {
      Person person = person(provider, begun.get(), request);
      return program.isPresent()
          ? handOver(provider, person, program.get())
          : signIn(provider, person, begun.get(), request, call);
    } catch (SsoFailure e) {
      events.refused(provider.settings(), e);
      return refused(provider, program, e.code().wireName());
    } catch (OpsException e) {
      return refused(provider, program, e.code());
    }
  }

  private Optional<PendingSignIn> begun(FinishSso request) {
    boolean shown =
        request.state() != null
            && request.binding() != null
            && (request.hostOnly() || !site.secure());
    return shown
        ? store.take(
            request.state().reveal(),
            request.provider(),
            request.binding().reveal(),
            clock.instant())
        : Optional.empty();
  }

  private static Person person(OidcProvider provider, PendingSignIn begun, FinishSso request) {
    provider.requireOwn(request.issuer());
    if (request.error() != null || request.code() == null) {
      throw SsoFailure.refused(
          "access_denied".equals(request.error()) ? "access_denied" : "error_of_the_provider");
    }
    JsonObject claims = provider.claims(request.code().reveal(), begun.verifier(), begun.nonce());
    return Person.of(claims, provider.settings());
  }

  private SsoFinished signIn(
      OidcProvider provider, Person person, PendingSignIn begun, FinishSso request, Call call) {
    try {
      TokenPair tokens =
          external.signIn(
              person.directory(provider.settings()),
              person.identity(),
              null,
              request.client(),
              call);
      SecretText location = new SecretText(destinations.page(begun.returnTo()));
      return new SsoFinished(location, tokens, null, site.secure());
    } catch (OpsException e) {
      if (e.is(ErrorCode.MFA_REQUIRED) && e.extensions().get("challenge") instanceof String text) {
        String page =
            destinations.secondFactor(provider.settings().name(), factorsOf(e), begun.returnTo());
        return new SsoFinished(new SecretText(page), null, new SecretText(text), site.secure());
      }
      throw e;
    }
  }

  private static List<String> factorsOf(OpsException due) {
    return due.extensions().get("factors") instanceof List<?> names
        ? names.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The program begins the session itself: it is the program's, not the browser's. */
  private SsoFinished handOver(OidcProvider provider, Person person, WaitingProgram program) {
    OidcProviderSettings by = provider.settings();
    String code =
        store.code(
            by.organizationId(),
            by.name(),
            program.challenge(),
            Wire.encodeString(person),
            clock.instant());
    SecretText location = new SecretText(program.address("code=" + code));
    return new SsoFinished(location, null, null, site.secure());
  }

  private SsoFinished refused(
      OidcProvider provider, Optional<WaitingProgram> program, String code) {
    String location =
        program
            .map(waiting -> waiting.address("error=" + code))
            .orElseGet(() -> destinations.refused(provider.settings().name(), code));
    return new SsoFinished(new SecretText(location), null, null, site.secure());
  }
}
