package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.auth.passkey.Passkeys;
import io.opsconductor.auth.passkey.TestBrowser;
import io.opsconductor.auth.session.LiveSession;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AskPasskey;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.contracts.auth.MfaState;
import io.opsconductor.contracts.auth.PasskeyAdded;
import io.opsconductor.contracts.auth.PasskeyAssertion;
import io.opsconductor.contracts.auth.PasskeyAttestation;
import io.opsconductor.contracts.auth.PasskeyCreationOptions;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import io.opsconductor.contracts.auth.RegisterPasskey;
import io.opsconductor.contracts.auth.RenameFactor;
import io.opsconductor.contracts.auth.SetMfaPolicy;
import io.opsconductor.contracts.auth.ShowPasskey;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.auth.VerifyPasskey;
import io.opsconductor.contracts.users.Principal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each user has a network, 10.N.x.x: refused passkeys would add up. The clock only goes forward, by
 * less than an hour in all: so long services know each other's keys.
 */
class PasskeyIT {
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
  void register_shouldMakeAPasskeyCount_whenABrowserMadeIt() {
    // given
    MfaUser pia = new MfaUser(node, "pia", "10.51.0.1");
    TokenPair other = pia.login(null);
    TestBrowser browser = new TestBrowser();
    PasskeyCreationOptions options = begin(pia);
    // when
    PasskeyAdded first = register(pia, "Blue key", browser.create(options));
    // then
    assertThat(options.rp().id()).isEqualTo("ops.example.org");
    assertThat(options.attestation()).isEqualTo("none");
    assertThat(options.user().id()).doesNotContain("pia");
    assertThat(first.recoveryCodes()).hasSize(10);
    assertThat(first.factor().kind()).isEqualTo(FactorKind.PASSKEY);
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(other));
    PasskeyCreationOptions again = begin(pia);
    assertThat(again.excludeCredentials())
        .singleElement()
        .satisfies(
            known -> {
              assertThat(known.type()).isEqualTo("public-key");
              assertThat(known.transports()).containsExactly("usb");
            });
    PasskeyAdded second = register(pia, "Phone", new TestBrowser().create(again));
    assertThat(second.recoveryCodes()).as("those before are good still").isNull();
    MfaState state = state(pia);
    assertThat(state.factors()).extracting(MfaFactor::name).containsExactly("Blue key", "Phone");
    assertThat(state.recoveryCodesLeft()).isEqualTo(10);
    assertThat(events("mfa.factor_added", pia)).isEqualTo(2);
  }

  @Test
  void register_shouldRefuse_whenItIsNotWhatWasAskedFor() {
    // given
    MfaUser paul = new MfaUser(node, "paul", "10.52.0.1");
    MfaUser other = new MfaUser(node, "paula", "10.52.1.1");
    TestBrowser browser = new TestBrowser();
    PasskeyCreationOptions used = begin(paul);
    PasskeyAttestation made = browser.create(used);
    // when, then
    wrong("origin", () -> register(paul, "k", phished(begin(paul))));
    wrong("challenge", () -> register(other, "k", browser.create(begin(paul))));
    begin(paul);
    wrong("challenge", () -> register(paul, "k", made));
    PasskeyCreationOptions late = begin(paul);
    node.clock.forward(Passkeys.PATIENCE.plusSeconds(1));
    paul.refresh();
    wrong("challenge", () -> register(paul, "k", browser.create(late)));
    wrong(
        "read",
        () ->
            register(
                paul,
                "k",
                new PasskeyAttestation(
                    made.id(),
                    made.type(),
                    new PasskeyAttestation.Response(
                        made.response().clientDataJson(), "AAAA", List.of()))));
    assertThat(state(paul).factors()).isEmpty();
    assertThat(events("mfa.passkey_refused", paul)).isEqualTo(4);
    PasskeyCreationOptions fine = begin(paul);
    PasskeyAttestation good = browser.create(fine);
    register(paul, "k", good);
    wrong("challenge", () -> register(paul, "k", good));
  }

  @Test
  void register_shouldRefuse_whenAnotherUserHasThePasskey() {
    // given
    MfaUser peter = new MfaUser(node, "peter", "10.53.0.1");
    TestBrowser browser = new TestBrowser();
    PasskeyAttestation made = browser.create(begin(peter));
    register(peter, "k", made);
    MfaUser thief = new MfaUser(node, "thief", "10.53.1.1");
    PasskeyCreationOptions options = begin(thief);
    // when
    PasskeyAttestation copied =
        new PasskeyAttestation(
            made.id(),
            made.type(),
            new PasskeyAttestation.Response(
                new TestBrowser().create(options).response().clientDataJson(),
                made.response().attestationObject(),
                List.of()));
    // then
    refusedWith(ErrorCode.CONFLICT, () -> register(thief, "k", copied));
    assertThat(state(thief).factors()).isEmpty();
  }

  @Test
  void login_shouldGoOn_whenThePasskeyIsShown() {
    // given
    MfaUser pam = new MfaUser(node, "pam", "10.54.0.1");
    TestBrowser browser = enrolled(pam);
    // when
    OpsException challenged = refusal(() -> pam.login(null));
    // then
    assertThat(challenged.code()).isEqualTo("mfa_required");
    assertThat(challenged.extensions().get("factors"))
        .isEqualTo(List.of("passkey", "recovery_code"));
    String challenge = challenged.extensions().get("challenge").toString();
    PasskeyRequestOptions options = ask(challenge);
    assertThat(options.rpId()).isEqualTo("ops.example.org");
    assertThat(options.allowCredentials()).hasSize(1);
    PasskeyAssertion shown = browser.get(options);
    TokenPair in = verify(pam, challenge, shown);
    assertThat(node.context(in).username()).isEqualTo("pam");
    refusedWith(ErrorCode.BAD_CHALLENGE, () -> verify(pam, challenge, shown));
    String next = challenge(pam);
    ask(next);
    refusedWith(ErrorCode.BAD_PASSKEY, () -> verify(pam, next, shown));
    assertThat(state(pam).factors().getFirst().lastUsedAt()).isNotNull();
    pam.login(codes(pam).getFirst());
  }

  @Test
  void verify_shouldRefuse_whenThePasskeyAnswersSomethingElse() {
    // given
    MfaUser per = new MfaUser(node, "per", "10.55.0.1");
    TestBrowser browser = enrolled(per);
    MfaUser eve = new MfaUser(node, "evita", "10.55.1.1");
    TestBrowser stranger = enrolled(eve);
    String challenge = challenge(per);
    String theirs = challenge(eve);
    // when, then
    PasskeyAssertion foreign = stranger.get(mixed(ask(challenge), ask(theirs)));
    bad("unknown", per, challenge, foreign);
    bad(
        "origin",
        per,
        challenge,
        browser.at("https://ops.example.org.evil.net").get(ask(challenge)));
    browser.at(TestBrowser.ORIGIN);
    PasskeyAssertion ofOtherSignIn = browser.get(mixed(ask(theirs), ask(challenge)));
    bad("challenge", per, challenge, ofOtherSignIn);
    PasskeyAssertion fine = browser.get(ask(challenge));
    bad("signature", per, challenge, forged(fine));
    PasskeyAssertion last = browser.get(ask(challenge));
    assertThat(verify(per, challenge, last)).isNotNull();
  }

  @Test
  void session_shouldDoNothingElse_untilAPasskeyIsSetUpThatMustBe() {
    // given
    MfaUser pol = new MfaUser(node, "polly", "10.56.0.1");
    pol.call(AuthOperations.SET_OWN_MFA_POLICY, new SetMfaPolicy(MfaPolicy.REQUIRED));
    refusedWith(
        ErrorCode.MFA_ENROLMENT_REQUIRED,
        () -> pol.call(AuthOperations.SET_OWN_MFA_POLICY, new SetMfaPolicy(MfaPolicy.OPTIONAL)));
    // when
    enrolled(pol);
    // then
    assertThat(node.context(pol.accessToken).mustEnrol()).isNull();
    assertThat(node.context(pol.accessToken).permissions()).isNotEmpty();
    assertThat(askStepUp(pol).allowCredentials()).hasSize(1);
  }

  @Test
  void verify_shouldRefuseAndTell_whenTheCounterGoesBack() {
    // given
    MfaUser pru = new MfaUser(node, "pru", "10.57.0.1");
    TestBrowser browser = enrolled(pru);
    String challenge = challenge(pru);
    node.harness
        .db()
        .execute("UPDATE passkeys SET counter = 1000 WHERE user_id = $1", pru.user.id());
    // when
    bad("counter", pru, challenge, browser.get(ask(challenge)));
    // then
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'mfa.passkey_refused'"
                    + " AND envelope->>'resourceId' = $1"
                    + " AND envelope->'data'->>'counterKnown' = '1000'"
                    + " AND envelope->'data'->>'factorId' IS NOT NULL",
                pru.user.id().toString()))
        .isEqualTo(1);
  }

  @Test
  void stepUp_shouldOpenSensitiveThings_whenThePasskeyIsShown() {
    // given
    MfaUser pol = new MfaUser(node, "pol", "10.58.0.1");
    TestBrowser browser = enrolled(pol);
    UUID id = state(pol).factors().getFirst().id();
    node.clock.forward(LiveSession.FRESH.plusSeconds(1));
    pol.refresh();
    refusedWith(ErrorCode.STEP_UP_REQUIRED, () -> begin(pol));
    refusedWith(
        ErrorCode.STEP_UP_REQUIRED,
        () -> pol.call(AuthOperations.RENAME_FACTOR, new RenameFactor(id, "n")));
    // when
    PasskeyAssertion shown = browser.get(askStepUp(pol));
    pol.accessToken = stepUp(pol, shown);
    // then
    refusedWith(ErrorCode.WRONG_PASSKEY, () -> stepUp(pol, shown));
    MfaFactor renamed = pol.call(AuthOperations.RENAME_FACTOR, new RenameFactor(id, "Old key"));
    assertThat(renamed.name()).isEqualTo("Old key");
    assertThat(state(pol).factors().getFirst().name()).isEqualTo("Old key");
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> pol.call(AuthOperations.RENAME_FACTOR, new RenameFactor(Ids.next(), "n")));
    assertThat(events("mfa.stepped_up", pol)).isEqualTo(1);
  }

  @Test
  void remove_shouldMakeThePasswordEnough_whenItIsTheLastFactor() {
    // given
    MfaUser pat = new MfaUser(node, "pat", "10.59.0.1").enrol();
    register(pat, "k", new TestBrowser().create(begin(pat)));
    List<MfaFactor> factors = state(pat).factors();
    assertThat(factors)
        .extracting(MfaFactor::kind)
        .containsExactly(FactorKind.TOTP, FactorKind.PASSKEY);
    refusedWith(
        ErrorCode.CONFLICT,
        () ->
            pat.call(AuthOperations.RENAME_FACTOR, new RenameFactor(factors.getFirst().id(), "n")));
    // when
    pat.call(AuthOperations.REMOVE_FACTOR, new IdRequest(factors.getFirst().id()));
    // then
    assertThat(state(pat).recoveryCodesLeft()).isEqualTo(10);
    MfaUser foreign = new MfaUser(node, "patty", "10.59.1.1");
    IdRequest last = new IdRequest(factors.getLast().id());
    refusedWith(ErrorCode.NOT_FOUND, () -> foreign.call(AuthOperations.REMOVE_FACTOR, last));
    pat.call(AuthOperations.REMOVE_FACTOR, last);
    assertThat(state(pat)).isEqualTo(new MfaState(List.of(), 0));
    assertThat(pat.login(null)).isNotNull();
  }

  @Test
  void reset_shouldRemovePasskeys_whenAnAdministratorAsks() {
    // given
    MfaUser pearl = new MfaUser(node, "pearl", "10.60.0.1");
    enrolled(pearl);
    MfaUser boss =
        new MfaUser(
            node,
            new Principal(
                Ids.next(),
                "pboss",
                Ids.DEFAULT_ORGANIZATION,
                true,
                List.of("some"),
                List.of("user:write", "job:run", "target:read")),
            "10.61.0.1");
    // when
    boss.call(AuthOperations.RESET_MFA, new IdRequest(pearl.user.id()));
    // then
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(pearl.accessToken));
    assertThat(pearl.login(null)).isNotNull();
  }

  @Test
  void begin_shouldRefuse_whenThereAreAsManyAsAnybodyMayHave() {
    // given
    MfaUser pack = new MfaUser(node, "pack", "10.62.0.1");
    PasskeyAttestation made = new TestBrowser().create(begin(pack));
    node.harness
        .db()
        .execute(
            """
            INSERT INTO passkeys (id, user_id, organization_id, name, credential_id, credential,
              counter, verified_user, backup_eligible, backed_up, transports, created_at)
            SELECT gen_random_uuid(), $1, $2, 'k', uuid_send(gen_random_uuid()), '\\x00', 0, false,
              false, false, '{}', now()
            FROM generate_series(1, 20)
            """,
            pack.user.id(),
            pack.user.organizationId());
    // then
    // The session is older than its user's first factor.
    pack.refresh();
    refusedWith(ErrorCode.STEP_UP_REQUIRED, () -> register(pack, "k", made));
    node.harness
        .db()
        .execute(
            "UPDATE sessions SET second_factor_at = $2 WHERE user_id = $1",
            pack.user.id(),
            node.clock.instant().atOffset(ZoneOffset.UTC));
    pack.refresh();
    refusedWith(ErrorCode.TOO_MANY_PASSKEYS, () -> begin(pack));
    refusedWith(ErrorCode.TOO_MANY_PASSKEYS, () -> register(pack, "k", made));
  }

  private static TestBrowser enrolled(MfaUser user) {
    TestBrowser browser = new TestBrowser();
    PasskeyAdded added = register(user, "Key", browser.create(begin(user)));
    user.recoveryCodes = added.recoveryCodes().stream().map(SecretText::reveal).toList();
    return browser;
  }

  private static List<String> codes(MfaUser user) {
    return user.recoveryCodes;
  }

  private static PasskeyCreationOptions begin(MfaUser user) {
    return user.call(AuthOperations.BEGIN_PASSKEY, Empty.INSTANCE);
  }

  private static PasskeyAdded register(MfaUser user, String name, PasskeyAttestation made) {
    return user.call(AuthOperations.REGISTER_PASSKEY, new RegisterPasskey(name, made));
  }

  private static MfaState state(MfaUser user) {
    return user.call(AuthOperations.GET_MFA, Empty.INSTANCE);
  }

  private static String challenge(MfaUser user) {
    return refusal(() -> user.login(null)).extensions().get("challenge").toString();
  }

  private static PasskeyRequestOptions ask(String challenge) {
    return node.asGateway(AuthOperations.ASK_PASSKEY, new AskPasskey(new SecretText(challenge)));
  }

  private static TokenPair verify(MfaUser user, String challenge, PasskeyAssertion shown) {
    return node.asGateway(
        AuthOperations.VERIFY_PASSKEY,
        new VerifyPasskey(new SecretText(challenge), shown, user.client));
  }

  private static PasskeyRequestOptions askStepUp(MfaUser user) {
    return user.call(AuthOperations.ASK_STEP_UP_PASSKEY, Empty.INSTANCE);
  }

  private static SecretText stepUp(MfaUser user, PasskeyAssertion shown) {
    return user.call(AuthOperations.STEP_UP_PASSKEY, new ShowPasskey(shown, user.client))
        .accessToken();
  }

  /** The same question, with the passkeys of another one. */
  private static PasskeyRequestOptions mixed(
      PasskeyRequestOptions question, PasskeyRequestOptions keys) {
    return new PasskeyRequestOptions(
        question.challenge(),
        question.timeout(),
        question.rpId(),
        keys.allowCredentials(),
        question.userVerification());
  }

  private static PasskeyAssertion forged(PasskeyAssertion shown) {
    PasskeyAssertion.Response said = shown.response();
    char middle = said.signature().charAt(40);
    String signature =
        said.signature().substring(0, 40)
            + (middle == 'A' ? 'B' : 'A')
            + said.signature().substring(41);
    return new PasskeyAssertion(
        shown.id(),
        shown.type(),
        new PasskeyAssertion.Response(
            said.clientDataJson(), said.authenticatorData(), signature, said.userHandle()));
  }

  private static PasskeyAttestation phished(PasskeyCreationOptions options) {
    return new TestBrowser("https://ops.example.org.evil.net").create(options);
  }

  private static void bad(String reason, MfaUser user, String challenge, PasskeyAssertion shown) {
    refusedWith(ErrorCode.BAD_PASSKEY, () -> verify(user, challenge, shown));
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'mfa.passkey_refused'"
                    + " AND envelope->>'resourceId' = $1 AND envelope->'data'->>'reason' = $2",
                user.user.id().toString(),
                reason))
        .as("events of a refusal for %s", reason)
        .isEqualTo(1);
  }

  private static void wrong(String words, ThrowingCallable call) {
    OpsException refused = refusal(call);
    assertThat(refused.code()).isEqualTo("wrong_passkey");
    assertThat(refused.getMessage()).contains(words);
  }

  private static int events(String type, MfaUser user) {
    return node.count(
        "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = $1"
            + " AND envelope->>'resourceId' = $2",
        type,
        user.user.id().toString());
  }

  private static OpsException refusal(ThrowingCallable call) {
    return catchThrowableOfType(OpsException.class, call);
  }
}
