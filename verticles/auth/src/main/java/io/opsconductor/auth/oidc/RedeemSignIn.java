package io.opsconductor.auth.oidc;

import io.opsconductor.auth.external.ExternalSignIn;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.RedeemSso;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.platform.bus.Call;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;

/** Begins the session of a program for which somebody signed in with a browser. */
final class RedeemSignIn {
  private final Providers providers;
  private final SsoStore store;
  private final ExternalSignIn external;
  private final Clock clock;

  RedeemSignIn(Providers providers, SsoStore store, ExternalSignIn external, Clock clock) {
    this.providers = providers;
    this.store = store;
    this.external = external;
    this.clock = clock;
  }

  /**
   * Exchanges the code, which is good once.
   *
   * @throws OpsException {@code sso_expired}, or as a sign-in with a password does
   */
  TokenPair handle(RedeemSso request, Call call) {
    SsoStore.Redeemed redeemed =
        store
            .redeem(request.code().reveal(), clock.instant())
            .filter(found -> goesWith(found, request.verifier().reveal()))
            .orElseThrow(SsoFailure::expired);
    OidcProviderSettings by = providers.require(redeemed.provider()).settings();
    Person person = Wire.decode(redeemed.identity(), Person.class);
    return external.signIn(
        person.directory(by), person.identity(), request.otp(), request.client(), call);
  }

  private static boolean goesWith(SsoStore.Redeemed found, String verifier) {
    return MessageDigest.isEqual(
        found.challenge().getBytes(StandardCharsets.US_ASCII),
        Digests.challenge(verifier).getBytes(StandardCharsets.US_ASCII));
  }
}
