package io.opsconductor.auth;

import io.opsconductor.auth.mfa.Totp;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.FreshToken;
import io.opsconductor.contracts.auth.LoginRequest;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.ShowCode;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.auth.VerifyMfa;
import io.opsconductor.contracts.users.Principal;
import java.util.List;

/** Somebody with an authenticator application. */
final class MfaUser {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  final AuthNode node;
  final Principal user;
  final SessionClient client;
  byte[] secret;
  List<String> recoveryCodes = List.of();
  TokenPair pair;
  SecretText accessToken;

  /**
   * Somebody who is signed in with the password.
   *
   * @param address where wrong codes are counted: one of the user's own
   */
  MfaUser(AuthNode node, String name, String address) {
    this(node, AuthNode.principal(Ids.next(), name, true), address);
  }

  MfaUser(AuthNode node, Principal principal, String address) {
    this.node = node;
    this.user = node.user(principal);
    this.client = new SessionClient(null, address);
    goOnWith(login(null));
  }

  void goOnWith(TokenPair other) {
    pair = other;
    accessToken = other.accessToken();
  }

  /** Another access token of the same session. */
  void refresh() {
    goOnWith(node.refresh(pair));
  }

  /** Sets the application up. */
  MfaUser enrol() {
    begin();
    recoveryCodes =
        call(AuthOperations.CONFIRM_TOTP, new ShowCode(new SecretText(code(0)), client))
            .recoveryCodes()
            .stream()
            .map(SecretText::reveal)
            .toList();
    return this;
  }

  void begin() {
    secret = decode(call(AuthOperations.BEGIN_TOTP, Empty.INSTANCE).secret().reveal());
  }

  /** The code that the application shows so many steps from now. */
  String code(int steps) {
    return Totp.code(secret, Totp.step(node.clock.instant()) + steps, Totp.DIGITS);
  }

  /** A code of no step that is near. */
  String wrongCode() {
    List<String> near = List.of(code(-2), code(-1), code(0), code(1), code(2));
    int candidate = 0;
    while (near.contains("%06d".formatted(candidate))) {
      candidate++;
    }
    return "%06d".formatted(candidate);
  }

  TokenPair login(String otp) {
    return node.asGateway(AuthOperations.LOGIN, request(otp));
  }

  LoginRequest request(String otp) {
    return new LoginRequest(
        user.username(), AuthNode.PASSWORD, otp == null ? null : new SecretText(otp), client);
  }

  VerifyMfa answer(String challenge, String code) {
    return new VerifyMfa(new SecretText(challenge), new SecretText(code), client);
  }

  TokenPair verify(String challenge, String code) {
    return node.asGateway(AuthOperations.VERIFY_MFA, answer(challenge, code));
  }

  /** Shows a code and goes on with the new token. */
  FreshToken stepUp(String code) {
    FreshToken fresh = call(AuthOperations.STEP_UP, new ShowCode(new SecretText(code), client));
    accessToken = fresh.accessToken();
    return fresh;
  }

  <Q, R> R call(Operation<Q, R> operation, Q request) {
    return node.harness
        .bearing(node.context(accessToken).token().reveal())
        .call(operation, request);
  }

  private static byte[] decode(String base32) {
    byte[] bytes = new byte[base32.length() * 5 / 8];
    long held = 0;
    int bits = 0;
    int next = 0;
    for (int i = 0; i < base32.length(); i++) {
      held = ((held << 5) | ALPHABET.indexOf(base32.charAt(i))) & 0xffff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[next++] = (byte) (held >> bits);
      }
    }
    return bytes;
  }
}
