package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.BeginSso;
import io.opsconductor.contracts.auth.RedeemSso;
import io.opsconductor.contracts.auth.SignInProvider;
import io.opsconductor.contracts.auth.SsoBegun;
import io.opsconductor.contracts.auth.SsoFinished;
import io.opsconductor.contracts.auth.SsoProgram;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.testing.TestClient;
import io.opsconductor.testkit.oidc.OidcAlgorithm;
import io.opsconductor.testkit.oidc.OidcEndpoint;
import io.opsconductor.testkit.oidc.OidcFault;
import io.opsconductor.testkit.oidc.OidcTrouble;
import io.opsconductor.testkit.oidc.OidcUser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcSignInIT {
  private static OidcNode oidc;
  private static AuthNode node;

  @BeforeAll
  static void start() {
    oidc = new OidcNode();
    node = oidc.node;
  }

  @AfterAll
  static void stop() {
    oidc.close();
  }

  @BeforeEach
  void heal() {
    oidc.provider.heal();
  }

  private static String location(SsoFinished finished) {
    return finished.location().reveal();
  }

  private static void assertRefused(SsoFinished finished, String provider, String code) {
    assertThat(location(finished))
        .isEqualTo(OidcNode.PUBLIC_URL + "/login?error=" + code + "&provider=" + provider);
    assertThat(finished.tokens()).isNull();
    assertThat(finished.challenge()).isNull();
  }

  @Test
  void providers_shouldBeListedInTheOrderOfTheConfiguration() {
    // when
    List<SignInProvider> listed =
        node.asGateway(AuthOperations.LIST_PROVIDERS, Empty.INSTANCE).items();
    // then
    assertThat(listed).extracting(SignInProvider::name).startsWith("acme", "strict", "trusted");
    assertThat(listed.getFirst().label()).isEqualTo("Acme ID");
  }

  @Test
  void begin_shouldAskForACodeWithPkce_fromThePublicUrl() {
    // given
    SsoBrowser browser = oidc.browser();
    // when
    Map<String, String> first =
        SsoBrowser.query(URI.create(browser.begin("acme", null, null).location()));
    Map<String, String> second =
        SsoBrowser.query(URI.create(browser.begin("trusted", null, null).location()));
    // then
    assertThat(first)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "opsconductor")
        .containsEntry("redirect_uri", OidcNode.PUBLIC_URL + "/api/v1/auth/oidc/acme/callback")
        .containsEntry("scope", "openid profile email")
        .containsEntry("code_challenge_method", "S256");
    for (String unguessable : List.of("state", "nonce", "code_challenge")) {
      assertThat(first.get(unguessable)).hasSize(43).isNotEqualTo(second.get(unguessable));
    }
    assertThat(second).containsEntry("acr_values", "urn:strong");
  }

  @Test
  void signIn_shouldMakeAUserWithASession_whenTheProviderProvesOne() {
    // given
    oidc.provider.signedIn(OidcUser.of("ada").inGroups("ops", "others"));
    SsoBrowser browser = oidc.browser();
    SsoBegun begun = browser.begin("acme", "/runs?state=failed", null);
    // when
    SsoFinished finished =
        browser.comeBack(
            "acme", SsoBrowser.query(oidc.provider.visit(URI.create(begun.location()))));
    // then
    assertThat(location(finished)).isEqualTo(OidcNode.PUBLIC_URL + "/runs?state=failed");
    assertThat(finished.secure()).isFalse();
    assertThat(node.context(finished.tokens()).username()).isEqualTo("ada");
    assertThat(node.externalUsers.last().roles()).containsExactly("operator");
    assertThat(node.externalUsers.last().email()).isEqualTo("ada@example.org");
  }

  @ParameterizedTest
  @EnumSource(OidcAlgorithm.class)
  void signIn_shouldAcceptTheAlgorithm_alsoAfterTheKeysWereRotated(OidcAlgorithm algorithm) {
    // given
    oidc.signIn("acme", OidcUser.of("rotating"));
    oidc.provider.rotateKeys(algorithm);
    node.clock.forward(Duration.ofSeconds(11));
    // when
    SsoFinished finished = oidc.signIn("acme", OidcUser.of("rotating"));
    // then
    assertThat(finished.tokens()).as(location(finished)).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = OidcFault.class,
      names = {
        "WRONG_NONCE",
        "NO_NONCE",
        "WRONG_AUDIENCE",
        "SECOND_AUDIENCE_WITHOUT_PARTY",
        "WRONG_PARTY",
        "OTHER_ISSUER",
        "OTHER_ISSUER_IN_REDIRECT",
        "ALG_NONE",
        "ALG_HMAC",
        "FORGED",
        "UNPUBLISHED_KEY",
        "EXPIRED",
        "FUTURE",
        "NO_EXPIRY",
        "WRONG_TOKEN_HASH",
        "NO_SUBJECT",
        "NO_ID_TOKEN"
      })
  void signIn_shouldBeRefused_whenWhatIsSaidCannotBeBelieved(OidcFault fault) {
    // given
    oidc.provider.does(fault);
    int before = oidc.reasons().size();
    // when
    SsoFinished finished = oidc.signIn("acme", OidcUser.of("mallory"));
    // then
    assertRefused(finished, "acme", "sso_untrusted");
    assertThat(oidc.reasons()).hasSize(before + 1);
    assertThat(oidc.reasons().getLast()).isIn(reasons(fault)).doesNotContain("mallory");
    assertThat(node.users.values()).extracting(Principal::username).doesNotContain("mallory");
  }

  private static List<String> reasons(OidcFault fault) {
    return switch (fault) {
      case WRONG_NONCE, NO_NONCE -> List.of("token_nonce");
      case WRONG_AUDIENCE -> List.of("token_audience");
      case SECOND_AUDIENCE_WITHOUT_PARTY, WRONG_PARTY -> List.of("token_party");
      case OTHER_ISSUER -> List.of("token_issuer");
      case OTHER_ISSUER_IN_REDIRECT -> List.of("answer_of_another_issuer");
      case ALG_NONE -> List.of("token_form", "token_algorithm");
      case ALG_HMAC, ALG_RS384 -> List.of("token_algorithm");
      case FORGED -> List.of("token_signature");
      case UNPUBLISHED_KEY -> List.of("token_key");
      case EXPIRED, NO_EXPIRY -> List.of("token_expired");
      case FUTURE -> List.of("token_of_the_future");
      case WRONG_TOKEN_HASH -> List.of("token_access_hash");
      case NO_SUBJECT -> List.of("token_subject");
      case NO_ID_TOKEN -> List.of("no_id_token");
      case OTHER_SUBJECT_IN_USERINFO -> List.of("userinfo_of_another_subject");
      case DENIED -> List.of("access_denied");
      case OTHER_ISSUER_IN_DISCOVERY, PLAIN_ENDPOINTS -> List.of();
    };
  }

  @Test
  void signIn_shouldBeRefused_whenTheAlgorithmIsNotOnTheList() {
    // given
    oidc.provider.rotateKeys(OidcAlgorithm.RS256);
    node.clock.forward(Duration.ofSeconds(11));
    oidc.provider.does(OidcFault.ALG_RS384);
    // when
    SsoFinished finished = oidc.signIn("acme", OidcUser.of("mallory"));
    // then
    assertRefused(finished, "acme", "sso_untrusted");
    assertThat(oidc.reasons().getLast()).isEqualTo("token_algorithm");
  }

  @Test
  void signIn_shouldBeRefused_whenTheProviderSaysNo() {
    // given
    oidc.provider.does(OidcFault.DENIED);
    // when
    SsoFinished finished = oidc.signIn("acme", OidcUser.of("mallory"));
    // then
    assertRefused(finished, "acme", "sso_refused");
    assertThat(oidc.reasons().getLast()).isEqualTo("access_denied");
  }

  @Test
  void keys_shouldBeFetchedSeldom_whenTokensNameUnknownOnes() {
    // given
    oidc.signIn("acme", OidcUser.of("seldom"));
    node.clock.forward(Duration.ofSeconds(11));
    int before = oidc.provider.requests(OidcEndpoint.KEYS);
    oidc.provider.does(OidcFault.UNPUBLISHED_KEY);
    // when
    for (int i = 0; i < 5; i++) {
      assertRefused(oidc.signIn("acme", OidcUser.of("seldom")), "acme", "sso_untrusted");
    }
    // then
    assertThat(oidc.provider.requests(OidcEndpoint.KEYS) - before).isLessThanOrEqualTo(1);
  }

  @Test
  void comeBack_shouldBeRefused_whenItIsTheSecondTime() {
    // given
    oidc.provider.signedIn(OidcUser.of("twice"));
    SsoBrowser browser = oidc.browser();
    Map<String, String> back = browser.visit("acme");
    assertThat(browser.comeBack("acme", back).tokens()).isNotNull();
    // when
    SsoFinished again = browser.comeBack("acme", back);
    // then
    assertRefused(again, "acme", "sso_expired");
  }

  @Test
  void comeBack_shouldBeRefused_whenAnotherBrowserBeganIt() {
    // given
    oidc.provider.signedIn(OidcUser.of("attacker"));
    SsoBrowser attacker = oidc.browser();
    Map<String, String> back = attacker.visit("acme");
    SsoBrowser victim = oidc.browser();
    SsoBrowser busyVictim = oidc.browser();
    busyVictim.visit("acme");
    // when, then
    assertRefused(victim.comeBack("acme", back), "acme", "sso_expired");
    assertRefused(busyVictim.comeBack("acme", back), "acme", "sso_expired");
    assertThat(attacker.comeBack("acme", back).tokens()).isNotNull();
  }

  @Test
  void comeBack_shouldBeRefused_whenItIsToAnotherProvider() {
    // given
    oidc.provider.signedIn(OidcUser.of("mixed"));
    SsoBrowser browser = oidc.browser();
    Map<String, String> back = browser.visit("acme");
    // when
    SsoFinished finished = browser.comeBack("trusted", back);
    // then
    assertRefused(finished, "trusted", "sso_expired");
  }

  @Test
  void comeBack_shouldBeRefused_whenItTookTooLong() {
    // given
    oidc.provider.signedIn(OidcUser.of("slow"));
    SsoBrowser browser = oidc.browser();
    Map<String, String> back = browser.visit("acme");
    node.clock.forward(Duration.ofMinutes(10));
    // when
    SsoFinished finished = browser.comeBack("acme", back);
    // then
    assertRefused(finished, "acme", "sso_expired");
  }

  @Test
  void comeBack_shouldWork_whenTheBrowserHasTwoWindows() {
    // given
    oidc.provider.signedIn(OidcUser.of("windows"));
    SsoBrowser browser = oidc.browser();
    Map<String, String> first = browser.visit("acme");
    Map<String, String> second = browser.visit("acme");
    // when, then
    assertThat(browser.comeBack("acme", first).tokens()).isNotNull();
    assertThat(browser.comeBack("acme", second).tokens()).isNotNull();
  }

  @Test
  void signIn_shouldBeRefused_whenTheCodeWasUsedByAnother() {
    // given
    oidc.provider.signedIn(OidcUser.of("replayed"));
    SsoBrowser one = oidc.browser();
    Map<String, String> back = one.visit("acme");
    SsoBrowser other = oidc.browser();
    Map<String, String> stolen = new HashMap<>(other.visit("acme"));
    stolen.put("code", back.get("code"));
    // when
    SsoFinished finished = other.comeBack("acme", stolen);
    // then
    assertRefused(finished, "acme", "sso_refused");
    assertThat(oidc.reasons().getLast()).isEqualTo("code_refused");
  }

  @Test
  void signIn_shouldLinkTheUserOfAVerifiedAddress_whenItIsOfTheDomain() {
    // given
    Principal lin = node.user(AuthNode.principal(Ids.next(), "lin.local", true));
    node.prove(lin.id(), "lin@example.org");
    // when
    SsoFinished unverified =
        oidc.signIn("strict", OidcUser.of("lin").with("email_verified", false));
    SsoFinished elsewhere =
        oidc.signIn("strict", OidcUser.of("lin").with("email", "lin@example.org.evil.net"));
    SsoFinished good = oidc.signIn("strict", OidcUser.of("lin"));
    // then
    assertRefused(unverified, "strict", "sso_not_allowed");
    assertRefused(elsewhere, "strict", "sso_not_allowed");
    assertThat(node.context(good.tokens()).userId()).isEqualTo(lin.id());
  }

  @Test
  void signIn_shouldBeRefused_whenNobodyIsMadeForStrangers() {
    // when
    SsoFinished finished = oidc.signIn("strict", OidcUser.of("stranger"));
    // then
    assertRefused(finished, "strict", "external_account_refused");
  }

  @Test
  void signIn_shouldAskForASecondFactor_unlessTheProviderIsTrustedInThat() {
    // given
    MfaUser user = new MfaUser(node, "twofold", "192.0.2.33").enrol();
    node.prove(user.user.id(), "twofold@example.org");
    // when
    SsoFinished asked = oidc.signIn("strict", OidcUser.of("twofold"));
    // then
    assertThat(location(asked))
        .isEqualTo(
            OidcNode.PUBLIC_URL
                + "/login?mfa=required&provider=strict&factors=totp,recovery_code&return=%2F");
    assertThat(asked.tokens()).isNull();
    TokenPair pair = user.verify(asked.challenge().reveal(), user.code(1));
    assertThat(node.context(pair).userId()).isEqualTo(user.user.id());
  }

  @ParameterizedTest
  @ValueSource(strings = {"acr", "amr"})
  void signIn_shouldCountAsWithASecondFactor_whenTheTrustedProviderSaysSo(String claim) {
    // given
    Object value = claim.equals("acr") ? "urn:strong" : List.of("pwd", "mfa");
    // when
    SsoFinished finished =
        oidc.signIn("trusted", OidcUser.of("strong-" + claim).with(claim, value));
    SsoFinished weak = oidc.signIn("trusted", OidcUser.of("weak-" + claim));
    // then
    assertThat(secondFactors("strong-" + claim)).isEqualTo(1);
    assertThat(secondFactors("weak-" + claim)).isZero();
    assertThat(finished.tokens()).isNotNull();
    assertThat(weak.tokens()).isNotNull();
  }

  private static int secondFactors(String username) {
    return node.count(
        "SELECT count(*)::int FROM sessions s JOIN outbox o"
            + " ON o.envelope->>'resourceId' = s.id::text"
            + " WHERE o.envelope->'data'->>'username' = $1 AND second_factor_at IS NOT NULL",
        username);
  }

  @Test
  void signIn_shouldAskUserinfo_whenItIsConfigured() {
    // when
    SsoFinished finished = oidc.signIn("info", OidcUser.of("ines"));
    oidc.provider.does(OidcFault.OTHER_SUBJECT_IN_USERINFO);
    SsoFinished other = oidc.signIn("info", OidcUser.of("ines"));
    // then
    assertThat(finished.tokens()).isNotNull();
    assertRefused(other, "info", "sso_untrusted");
  }

  @Test
  void program_shouldFetchItsSessionOnce_whenItShowsTheVerifier() {
    // given
    String verifier = "v".repeat(43);
    // when
    String code = code(verifier, "cli");
    TokenPair pair = redeem(code, verifier);
    // then
    assertThat(node.context(pair).username()).isEqualTo("cli");
    refusedWith(ErrorCode.SSO_EXPIRED, () -> redeem(code, verifier));
  }

  @Test
  void program_shouldBeRefused_whenTheVerifierIsAnotherOrItComesLate() {
    // given
    String verifier = "v".repeat(43);
    String stolen = code(verifier, "cli2");
    String late = code(verifier, "cli2");
    // when, then
    refusedWith(ErrorCode.SSO_EXPIRED, () -> redeem(stolen, "w".repeat(43)));
    refusedWith(ErrorCode.SSO_EXPIRED, () -> redeem(stolen, verifier));
    node.clock.forward(Duration.ofMinutes(1));
    refusedWith(ErrorCode.SSO_EXPIRED, () -> redeem(late, verifier));
  }

  @Test
  void program_shouldBeTold_whenTheSignInFailed() {
    // given
    oidc.provider.does(OidcFault.DENIED);
    SsoBrowser browser = oidc.browser();
    SsoBegun begun = browser.begin("acme", null, new SsoProgram(8123, challenge("v".repeat(43))));
    // when
    SsoFinished finished =
        browser.comeBack(
            "acme", SsoBrowser.query(oidc.provider.visit(URI.create(begun.location()))));
    // then
    assertThat(location(finished)).isEqualTo("http://127.0.0.1:8123/?error=sso_refused");
  }

  private static String code(String verifier, String name) {
    oidc.provider.signedIn(OidcUser.of(name));
    SsoBrowser browser = oidc.browser();
    SsoBegun begun = browser.begin("acme", null, new SsoProgram(8123, challenge(verifier)));
    SsoFinished finished =
        browser.comeBack(
            "acme", SsoBrowser.query(oidc.provider.visit(URI.create(begun.location()))));
    assertThat(finished.tokens()).isNull();
    assertThat(location(finished)).startsWith("http://127.0.0.1:8123/?code=");
    return SsoBrowser.query(URI.create(location(finished))).get("code");
  }

  private static TokenPair redeem(String code, String verifier) {
    return node.asGateway(
        AuthOperations.REDEEM_SSO,
        new RedeemSso(new SecretText(code), new SecretText(verifier), null, null));
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.net", "/\\evil.net", "https://evil.net", "runs", "/\t/evil.net"})
  void begin_shouldBeRefused_whenItIsToReturnElsewhere(String path) {
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () ->
            node.asGateway(
                AuthOperations.BEGIN_SSO, new BeginSso("acme", path, null, false, null)));
  }

  @Test
  void begin_shouldGoOnForOthers_whenOneNetworkBeganAsManyAsMayBe() {
    // given
    String network = "198.51.100.0/24";
    BeginSso request = new BeginSso("acme", null, null, false, null);
    TestClient gateway = node.harness.service("gateway");
    node.harness
        .db()
        .execute(
            """
            INSERT INTO sso_sign_ins (state_hash, organization_id, provider, binding_hash, nonce,
                verifier, return_to, created_at, expires_at, network)
            SELECT sha256(n::text::bytea), gen_random_uuid(), 'acme', '', '', '', '/', now(),
                now() + interval '1 year', $1
            FROM generate_series(1, 200) n
            """,
            network);
    // when
    SsoBegun refused = gateway.from("198.51.100.7").call(AuthOperations.BEGIN_SSO, request);
    SsoBegun other = gateway.from("203.0.113.7").call(AuthOperations.BEGIN_SSO, request);
    node.harness.db().execute("DELETE FROM sso_sign_ins WHERE network = $1", network);
    SsoBegun again = gateway.from("198.51.100.7").call(AuthOperations.BEGIN_SSO, request);
    // then
    assertThat(refused.binding()).isNull();
    assertThat(refused.location()).contains("error");
    assertThat(other.binding()).isNotNull();
    assertThat(again.binding()).isNotNull();
  }

  @Test
  void begin_shouldBeNotFound_whenThereIsNoSuchProvider() {
    refusedWith(ErrorCode.NOT_FOUND, () -> oidc.browser().begin("nobody", null, null));
  }

  @Test
  void passwords_shouldGoOn_whenAProviderIsDead() {
    // given
    Principal user = node.user(AuthNode.principal(Ids.next(), "local", true));
    // when
    SsoBegun begun = oidc.browser().begin("dead", null, null);
    // then
    assertThat(begun.location())
        .isEqualTo(OidcNode.PUBLIC_URL + "/login?error=sso_unavailable&provider=dead");
    assertThat(begun.binding()).isNull();
    assertThat(node.login(user.username(), AuthNode.PASSWORD)).isNotNull();
  }

  @Test
  void comeBack_shouldBeRefused_whenTheProviderFailedTheFirstTime() {
    // given
    oidc.provider.signedIn(OidcUser.of("once"));
    SsoBrowser browser = oidc.browser();
    Map<String, String> back = browser.visit("acme");
    oidc.provider.trouble(OidcEndpoint.TOKEN, OidcTrouble.BROKEN);
    assertRefused(browser.comeBack("acme", back), "acme", "sso_unavailable");
    oidc.provider.heal();
    // when
    SsoFinished again = browser.comeBack("acme", back);
    // then
    assertRefused(again, "acme", "sso_expired");
  }

  @Test
  void secrets_shouldNotBeReadable_inRowsAndEvents() {
    // given
    oidc.provider.signedIn(OidcUser.of("secretive"));
    SsoBrowser browser = oidc.browser();
    Map<String, String> back = browser.visit("acme");
    // when
    String rows = text("SELECT string_agg(s::text, '|') FROM sso_sign_ins s");
    browser.comeBack("acme", back);
    String events = text("SELECT string_agg(envelope::text, '|') FROM outbox");
    // then
    assertThat(rows).isNotEmpty().doesNotContain(back.get("state"));
    assertThat(events).contains("session.started").doesNotContain(back.get("code"), "eyJ");
  }

  private static String text(String sql) {
    return node.harness.db().one(sql, row -> row.getString(0)).orElseThrow();
  }
}
