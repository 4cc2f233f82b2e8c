package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.passkey.TestBrowser;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.contracts.auth.PasskeyAssertion;
import io.opsconductor.contracts.auth.PasskeyCreationOptions;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import io.opsconductor.contracts.auth.RegisterPasskey;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SetMfaPolicy;
import io.opsconductor.contracts.auth.ShowPasskey;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.testing.TestClient;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sign-ins with a passkey and nothing else. Each user, and each refusal, has a network. */
class PasskeySignInIT {
  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode(Map.of("public_url", TestBrowser.ORIGIN));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void login_shouldBeginAFreshSession_whenThePasskeyIsShownAlone() {
    // given
    MfaUser una = new MfaUser(node, "una", "10.71.0.1");
    una.call(AuthOperations.SET_OWN_MFA_POLICY, new SetMfaPolicy(MfaPolicy.REQUIRED));
    TestBrowser browser = enrolled(una);
    // when
    PasskeyRequestOptions options = ask();
    PasskeyAssertion shown = browser.get(options);
    TokenPair in = login(shown, una.client.address());
    // then
    assertThat(options.allowCredentials()).isEmpty();
    assertThat(options.userVerification()).isEqualTo("required");
    assertThat(node.context(in).username()).isEqualTo("una");
    assertThat(node.context(in).mustEnrol()).isNull();
    una.goOnWith(in);
    una.call(AuthOperations.BEGIN_PASSKEY, Empty.INSTANCE);
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'session.started'"
                    + " AND envelope->'data'->>'username' = 'una'"
                    + " AND envelope->'data'->>'secondFactor' = 'passkey'"
                    + " AND envelope->'data'->>'passkeyAlone' = 'true'"))
        .isEqualTo(1);
    refusedWith(ErrorCode.BAD_PASSKEY, () -> login(shown, una.client.address()));
    assertThat(login(browser.get(ask()), una.client.address())).isNotNull();
  }

  @Test
  void login_shouldSayTheSame_whateverIsWrong() {
    // given
    MfaUser ulf = new MfaUser(node, "ulf", "10.72.0.1");
    TestBrowser browser = enrolled(ulf);
    MfaUser other = new MfaUser(node, "ursel", "10.73.0.1");
    TestBrowser stranger = enrolled(other);
    PasskeyAssertion fine = browser.get(ask());
    PasskeyAssertion theirs = stranger.get(ask());
    // when, then
    wrong(ulf, "challenge", browser.get(asking(text(new byte[64]), "required")));
    wrong(ulf, "challenge", browser.get(asking(tampered(ask().challenge()), "required")));
    wrong(ulf, "origin", browser.at("https://ops.example.org.evil.net").get(ask()));
    browser.at(TestBrowser.ORIGIN);
    wrong(ulf, "signature", told(browser.get(ask()), fine.response().userHandle(), true));
    wrong(ulf, "unknown", told(browser.get(ask()), theirs.response().userHandle(), false));
    wrong(ulf, "unknown", told(browser.get(ask()), null, false));
    PasskeyRequestOptions late = ask();
    node.clock.forward(Passkeys.PATIENCE.plusSeconds(1));
    wrong(ulf, "challenge", browser.get(late));
    bad(told(theirs, theirs.response().userHandle(), true, "AQIDBAUGBwgJCgsMDQ4PEA"));
    assertThat(refusals("unknown_passkey", null)).isEqualTo(1);
    assertThat(login(browser.get(ask()), ulf.client.address())).isNotNull();
  }

  @Test
  void login_shouldRefuse_whenNobodyMadeSureWhoUsesThePasskey() {
    // given
    MfaUser ulla = new MfaUser(node, "ulla", "10.74.0.1");
    TestBrowser browser = enrolled(ulla, TestBrowser.touchedOnly());
    // when, then
    wrong(ulla, "user_verification", browser.get(asking(ask().challenge(), "preferred")));
  }

  @Test
  void login_shouldRefuseAndTell_whenTheCounterGoesBack() {
    // given
    MfaUser uwe = new MfaUser(node, "uwe", "10.75.0.1");
    TestBrowser browser = enrolled(uwe);
    node.harness
        .db()
        .execute("UPDATE passkeys SET counter = 1000 WHERE user_id = $1", uwe.user.id());
    // when, then
    wrong(uwe, "counter", browser.get(ask()));
  }

  @Test
  void login_shouldRefuse_whenTheUserMayNotSignInSo() {
    // given
    MfaUser ute = new MfaUser(node, "ute", "10.76.0.1");
    TestBrowser browser = enrolled(ute);
    Principal person = node.person(Ids.DEFAULT_ORGANIZATION, "job:run");
    TestClient session = node.session(person);
    TestBrowser ofDirectory = new TestBrowser();
    PasskeyCreationOptions begun = session.call(AuthOperations.BEGIN_PASSKEY, Empty.INSTANCE);
    session.call(
        AuthOperations.REGISTER_PASSKEY,
        new RegisterPasskey("k", ofDirectory.createResident(begun)));
    // when
    node.users.put(ute.user.id(), AuthNode.principal(ute.user.id(), "ute", false));
    // then
    bad(browser.get(ask()));
    bad(ofDirectory.get(ask()));
    assertThat(refusals("not_allowed", ute.user)).isEqualTo(1);
    assertThat(refusals("not_allowed", person)).isEqualTo(1);
    node.users.put(ute.user.id(), ute.user);
    node.harness
        .db()
        .execute(
            "INSERT INTO mfa_policies (organization_id, scope, subject_id, policy, set_at)"
                + " VALUES ($1, 'user', $2, 'disabled', now())",
            ute.user.organizationId(),
            ute.user.id());
    bad(browser.get(ask()));
  }

  @Test
  void login_shouldSlowDownWhoGuesses_butNobodyWhoSignedInFromThere() {
    // given
    String network = "10.77.0.1";
    MfaUser udo = new MfaUser(node, "udo", network);
    TestBrowser browser = enrolled(udo);
    login(browser.get(ask()), network);
    PasskeyAssertion sample = browser.get(ask());
    int used = node.count("SELECT count(*)::int FROM used_passkey_challenges");
    // when
    untilSlowed(number -> told(sample, null, false, "AAAAAAAA%02d".formatted(number)), network);
    // then
    assertThat(node.count("SELECT count(*)::int FROM used_passkey_challenges"))
        .as("strangers fill nothing")
        .isEqualTo(used);
    assertThat(login(browser.get(ask()), network)).isNotNull();
    untilSlowed(number -> told(browser.get(ask()), null, false), "10.77.1.1");
    assertThat(udo.login(udo.recoveryCodes.getFirst()))
        .as("the password is not held up")
        .isNotNull();
  }

  /** However slow the machine is: each that comes late makes the next wait longer. */
  private static void untilSlowed(IntFunction<PasskeyAssertion> wrong, String network) {
    int tried = 0;
    while (!refusal(wrong.apply(tried), network).is(ErrorCode.SIGN_IN_SLOWED)) {
      tried++;
      assertThat(tried).isLessThan(60);
    }
    assertThat(tried).as("free of charge").isGreaterThanOrEqualTo(4);
  }

  private static TestBrowser enrolled(MfaUser user) {
    return enrolled(user, new TestBrowser());
  }

  private static TestBrowser enrolled(MfaUser user, TestBrowser browser) {
    PasskeyCreationOptions options = user.call(AuthOperations.BEGIN_PASSKEY, Empty.INSTANCE);
    user.recoveryCodes =
        user
            .call(
                AuthOperations.REGISTER_PASSKEY,
                new RegisterPasskey("Key", browser.createResident(options)))
            .recoveryCodes()
            .stream()
            .map(code -> code.reveal())
            .toList();
    return browser;
  }

  private static PasskeyRequestOptions ask() {
    return node.asGateway(AuthOperations.ASK_ANY_PASSKEY, Empty.INSTANCE);
  }

  private static PasskeyRequestOptions asking(String challenge, String userVerification) {
    return new PasskeyRequestOptions(
        challenge, 1000, "ops.example.org", List.of(), userVerification);
  }

  private static TokenPair login(PasskeyAssertion shown, String address) {
    return node.asGateway(
        AuthOperations.LOGIN_BY_PASSKEY, new ShowPasskey(shown, new SessionClient(null, address)));
  }

  private static OpsException refusal(PasskeyAssertion shown, String address) {
    return catchThrowableOfType(OpsException.class, () -> login(shown, address));
  }

  private static int network;

  private static void bad(PasskeyAssertion shown) {
    network++;
    OpsException refused = refusal(shown, "10.79." + network + ".1");
    assertThat(refused.code()).isEqualTo("bad_passkey");
    assertThat(refused.getMessage()).startsWith("The passkey is not one that signs in here");
  }

  private static void wrong(MfaUser user, String reason, PasskeyAssertion shown) {
    int before = refusals("wrong_passkey", user.user);
    int told = told(user, reason);
    bad(shown);
    assertThat(refusals("wrong_passkey", user.user)).isEqualTo(before + 1);
    assertThat(told(user, reason)).as(reason).isEqualTo(told + 1);
  }

  private static int refusals(String reason, Principal user) {
    return node.count(
        "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'session.refused'"
            + " AND envelope->'data'->>'reason' = $1"
            + " AND envelope->>'resourceId' IS NOT DISTINCT FROM $2",
        reason,
        user == null ? null : user.id().toString());
  }

  private static int told(MfaUser user, String reason) {
    return node.count(
        "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'mfa.passkey_refused'"
            + " AND envelope->'data'->>'reason' = $1 AND envelope->>'resourceId' = $2",
        reason,
        user.user.id().toString());
  }

  private static PasskeyAssertion told(PasskeyAssertion shown, String handle, boolean forged) {
    return told(shown, handle, forged, shown.id());
  }

  private static PasskeyAssertion told(
      PasskeyAssertion shown, String handle, boolean forged, String id) {
    PasskeyAssertion.Response said = shown.response();
    return new PasskeyAssertion(
        id,
        shown.type(),
        new PasskeyAssertion.Response(
            said.clientDataJson(),
            said.authenticatorData(),
            forged ? tampered(said.signature()) : said.signature(),
            handle));
  }

  private static String tampered(String base64url) {
    char middle = base64url.charAt(40);
    return base64url.substring(0, 40) + (middle == 'A' ? 'B' : 'A') + base64url.substring(41);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
