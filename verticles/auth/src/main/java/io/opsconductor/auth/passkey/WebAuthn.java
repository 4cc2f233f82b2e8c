package io.opsconductor.auth.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import io.opsconductor.auth.passkey.PasskeyRow.PublicKey;
import io.opsconductor.auth.passkey.PasskeySettings.UserVerification;
import io.opsconductor.contracts.auth.PasskeyAssertion;
import io.opsconductor.contracts.auth.PasskeyAttestation;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of WebAuthn, level 3, §7: what a browser sent against what it was to send. */
final class WebAuthn {
  private static final Logger LOG = LoggerFactory.getLogger(WebAuthn.class);

  /** Understood algorithms, by their numbers in the registry of COSE, the preferred one first. */
  static final List<Integer> ALGORITHMS = List.of(-8, -7, -257);

  private final RelyingParty party;
  private final Set<Origin> origins;
  private final WebAuthnManager manager;
  private final AttestedCredentialDataConverter credentials;

  /** A passkey that was shown and is right. */
  record Shown(long counter, boolean backedUp, boolean verifiedUser) {}

  WebAuthn(RelyingParty party) {
    this.party = party;
    this.origins = party.origins().stream().map(Origin::new).collect(Collectors.toSet());
    ObjectConverter converter = new ObjectConverter();
    // Not strict: who made the authenticator is not asked, so that nothing is to be said of it.
    this.manager = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    this.credentials = new AttestedCredentialDataConverter(converter);
  }

  /** What a browser says of a new passkey, read but not believed. */
  Optional<RegistrationData> read(PasskeyAttestation made) {
    return guarded(
        () ->
            manager.parse(
                new RegistrationRequest(
                    bytes(made.response().attestationObject()),
                    bytes(made.response().clientDataJson()),
                    Set.copyOf(made.response().transports()))));
  }

  /** What a browser says of a passkey that is shown, read but not believed. */
  Optional<AuthenticationData> read(PasskeyAssertion shown) {
    PasskeyAssertion.Response response = shown.response();
    return guarded(
        () ->
            manager.parse(
                new AuthenticationRequest(
                    bytes(shown.id()),
                    response.userHandle() == null ? null : bytes(response.userHandle()),
                    bytes(response.authenticatorData()),
                    bytes(response.clientDataJson()),
                    bytes(response.signature()))));
  }

  Verdict<PublicKey> verify(RegistrationData data, byte[] challenge, List<String> transports) {
    List<PublicKeyCredentialParameters> algorithms =
        ALGORITHMS.stream()
            .map(
                number ->
                    new PublicKeyCredentialParameters(
                        PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.create(number)))
            .toList();
    return judged(
        () -> {
          manager.verify(
              data,
              new RegistrationParameters(
                  server(challenge), algorithms, asksForVerification(), true));
          return key(data, transports);
        });
  }

  private PublicKey key(RegistrationData data, List<String> transports) {
    AuthenticatorData<?> said =
        Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
    AttestedCredentialData credential = Objects.requireNonNull(said.getAttestedCredentialData());
    return new PublicKey(
        credential.getCredentialId(),
        credentials.convert(credential),
        said.getSignCount(),
        said.isFlagUV(),
        said.isFlagBE(),
        said.isFlagBS(),
        transports);
  }

  /**
   * Judges one that is shown.
   *
   * @param verified whether the authenticator must have made sure who uses it
   */
  Verdict<Shown> verify(
      AuthenticationData data, byte[] challenge, PublicKey key, boolean verified) {
    CredentialRecordImpl known =
        new CredentialRecordImpl(
            new NoneAttestationStatement(),
            key.verifiedUser(),
            key.backupEligible(),
            key.backedUp(),
            key.counter(),
            credentials.convert(key.credential()),
            null,
            null,
            null,
            null);
    return judged(
        () -> {
          manager.verify(
              data, new AuthenticationParameters(server(challenge), known, null, verified, true));
          AuthenticatorData<?> said = Objects.requireNonNull(data.getAuthenticatorData());
          return new Shown(said.getSignCount(), said.isFlagBS(), said.isFlagUV());
        });
  }

  /** Whether it is required beside a password, too. */
  boolean asksForVerification() {
    return party.userVerification() == UserVerification.REQUIRED;
  }

  private ServerProperty server(byte[] challenge) {
    return new ServerProperty(origins, party.id(), new DefaultChallenge(challenge));
  }

  private static <T> Optional<T> guarded(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RuntimeException e) {
      // Anybody sends anything: of CBOR that is not, the library says so in several ways.
      LOG.debug("A passkey could not be read", e);
      return Optional.empty();
    }
  }

  private static <T> Verdict<T> judged(Supplier<T> judgement) {
    try {
      return new Verdict.Accepted<>(judgement.get());
    } catch (VerificationException e) {
      return Verdict.Refused.because(refusal(e));
    } catch (RuntimeException e) {
      LOG.debug("A passkey could not be judged", e);
      return Verdict.Refused.because(Refusal.MALFORMED);
    }
  }

  private static Refusal refusal(VerificationException e) {
    return switch (e) {
      case BadOriginException origin -> Refusal.ORIGIN;
      case CrossOriginException origin -> Refusal.ORIGIN;
      case BadRpIdException domain -> Refusal.RELYING_PARTY;
      case BadChallengeException challenge -> Refusal.CHALLENGE;
      case UserNotVerifiedException user -> Refusal.USER_VERIFICATION;
      case UserNotPresentException user -> Refusal.USER_PRESENCE;
      case MaliciousCounterValueException counter -> Refusal.COUNTER;
      case NotAllowedAlgorithmException algorithm -> Refusal.ALGORITHM;
      case BadAlgorithmException algorithm -> Refusal.ALGORITHM;
      default -> Refusal.SIGNATURE;
    };
  }

  private static byte[] bytes(String base64url) {
    return Base64.getUrlDecoder().decode(base64url);
  }
}
