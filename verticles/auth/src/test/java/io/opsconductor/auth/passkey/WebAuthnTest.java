package io.opsconductor.auth.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.RegistrationData;
import io.opsconductor.auth.passkey.PasskeyRow.PublicKey;
import io.opsconductor.auth.passkey.PasskeySettings.UserVerification;
import io.opsconductor.contracts.auth.PasskeyAssertion;
import io.opsconductor.contracts.auth.PasskeyAttestation;
import io.opsconductor.contracts.auth.PasskeyCreationOptions;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebAuthnTest {
  private static final String ID = "ops.example.org";
  private static final byte[] CHALLENGE =
      "thirty-two bytes that are random".getBytes(StandardCharsets.UTF_8);
  private static final byte[] OTHER =
      "thirty-two other bytes of random".getBytes(StandardCharsets.UTF_8);

  private TestBrowser browser = new TestBrowser();

  private static WebAuthn rules(UserVerification verification) {
    return new WebAuthn(new RelyingParty(ID, Set.of(TestBrowser.ORIGIN), verification));
  }

  private static final WebAuthn RULES = rules(UserVerification.PREFERRED);

  @Test
  void verify_shouldAcceptAnAssertion_whenThePasskeyIsTheOneThatWasMade() {
    // given
    PublicKey key = made();
    // when
    Verdict<WebAuthn.Shown> verdict = RULES.verify(shown(ID, "preferred"), CHALLENGE, key, false);
    // then
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Accepted.class,
            accepted ->
                assertThat(((WebAuthn.Shown) accepted.value()).counter())
                    .isGreaterThan(key.counter()));
  }

  @ParameterizedTest
  @CsvSource({
    "PREFERRED, true, ",
    "PREFERRED, false, ",
    "DISCOURAGED, false, ",
    "REQUIRED, true, ",
    "REQUIRED, false, USER_VERIFICATION"
  })
  void verify_shouldKeepToThePolicy_whenTheAuthenticatorCanOrCannotTellItsUser(
      UserVerification policy, boolean verifies, Refusal expected) {
    // given
    browser = new TestBrowser(TestBrowser.ORIGIN, verifies);
    PublicKey key = made();
    // when
    WebAuthn rules = rules(policy);
    Verdict<WebAuthn.Shown> shown =
        rules.verify(shown(ID, "preferred"), CHALLENGE, key, rules.asksForVerification());
    browser = new TestBrowser(TestBrowser.ORIGIN, verifies);
    Verdict<PublicKey> made = rules(policy).verify(created(ID), CHALLENGE, List.of());
    // then
    assertThat(refusal(shown)).isEqualTo(expected);
    assertThat(refusal(made)).isEqualTo(expected);
  }

  @Test
  void verify_shouldRefuse_whenTheChallengeIsAnother() {
    // given
    PublicKey key = made();
    // then
    assertThat(refusal(RULES.verify(shown(ID, "preferred"), OTHER, key, false)))
        .isEqualTo(Refusal.CHALLENGE);
    assertThat(refusal(RULES.verify(created(ID), OTHER, List.of()))).isEqualTo(Refusal.CHALLENGE);
  }

  @Test
  void verify_shouldRefuse_whenThePasskeyIsShownForAnotherDomain() {
    // given
    PublicKey key = made();
    // when
    assertThat(refusal(RULES.verify(created("evil.net"), CHALLENGE, List.of())))
        .isEqualTo(Refusal.RELYING_PARTY);
    // then
    assertThat(refusal(RULES.verify(shown("evil.net", "preferred"), CHALLENGE, key, false)))
        .isEqualTo(Refusal.RELYING_PARTY);
  }

  @Test
  void verify_shouldRefuse_whenAnAssertionIsUsedToRegister() {
    // given
    made();
    PasskeyAssertion.Response said = assertion(ID, "preferred").response();
    PasskeyAttestation.Response object = attestation(ID).response();
    // when
    RegistrationData mixed =
        RULES
            .read(
                new PasskeyAttestation(
                    "AAAA",
                    "public-key",
                    new PasskeyAttestation.Response(
                        said.clientDataJson(), object.attestationObject(), List.of())))
            .orElseThrow();
    // then
    assertThat(refusal(RULES.verify(mixed, CHALLENGE, List.of()))).isEqualTo(Refusal.SIGNATURE);
  }

  @Test
  void read_shouldBeEmpty_whenItIsNoPasskey() {
    // given
    for (String odd : List.of("AAAA", "_____w", "e30", "oWNmbXRkbm9uZQ", "W10")) {
      // then
      assertThat(
              RULES.read(
                  new PasskeyAttestation(
                      odd,
                      "public-key",
                      new PasskeyAttestation.Response(odd, odd, List.of("usb", "odd")))))
          .as(odd)
          .isEmpty();
      assertThat(
              RULES.read(
                  new PasskeyAssertion(
                      odd, "public-key", new PasskeyAssertion.Response(odd, odd, odd, odd))))
          .as(odd)
          .isEmpty();
    }
  }

  private PublicKey made() {
    Verdict<PublicKey> verdict = RULES.verify(created(ID), CHALLENGE, List.of("usb"));
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
    return ((Verdict.Accepted<PublicKey>) verdict).value();
  }

  private RegistrationData created(String id) {
    return RULES.read(attestation(id)).orElseThrow();
  }

  private PasskeyAttestation attestation(String id) {
    return browser.create(
        new PasskeyCreationOptions(
            new PasskeyCreationOptions.RelyingParty(id, "OpsConductor"),
            new PasskeyCreationOptions.User("AQ", "ann", "ann"),
            text(),
            List.of(new PasskeyCreationOptions.Algorithm("public-key", -7)),
            1000,
            List.of(),
            new PasskeyCreationOptions.Selection("preferred", false, "preferred"),
            "none"));
  }

  private AuthenticationData shown(String id, String verification) {
    return RULES.read(assertion(id, verification)).orElseThrow();
  }

  private PasskeyAssertion assertion(String id, String verification) {
    return browser.get(new PasskeyRequestOptions(text(), 1000, id, List.of(), verification));
  }

  private static String text() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(CHALLENGE);
  }

  private static Refusal refusal(Verdict<?> verdict) {
    return switch (verdict) {
      case Verdict.Accepted<?> accepted -> null;
      case Verdict.Refused<?> refused -> refused.why();
    };
  }
}
