package io.opsconductor.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.config.Section;
import io.opsconductor.testkit.oidc.OidcEndpoint;
import io.opsconductor.testkit.oidc.OidcFault;
import io.opsconductor.testkit.oidc.OidcTrouble;
import io.opsconductor.testkit.oidc.OidcUser;
import io.opsconductor.testkit.oidc.TestOidcProvider;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A provider that fails as a server, or says of itself what cannot be trusted. */
class OidcProviderIT {
  private static final String NONCE = "n".repeat(43);
  private static final String VERIFIER = "v".repeat(43);

  /** What was on the way when a connection was cut, and much less than there is memory. */
  private static final long MOST_TAKEN = 64L << 20;

  private static Vertx vertx;
  private TestOidcProvider server;
  private OidcProvider provider;
  private volatile Duration ahead = Duration.ZERO;

  @BeforeAll
  static void begin() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    Path secret =
        Files.writeString(directory.resolve("client.secret"), TestOidcProvider.CLIENT_SECRET);
    InstantSource ticking = () -> Instant.now().plus(ahead);
    Clock clock = ticking.withZone(ZoneOffset.UTC);
    server = TestOidcProvider.start(clock, "/tenant");
    server.signedIn(OidcUser.of("ann"));
    Map<String, Object> settings =
        Map.of(
            "name",
            "acme",
            "issuer",
            server.issuer(),
            "client_id",
            TestOidcProvider.CLIENT_ID,
            "client_secret_file",
            secret.toString());
    provider =
        new OidcProvider(
            vertx,
            new Section("provider", Wire.mapper().valueToTree(settings))
                .as(OidcProviderSettings.class),
            "http://127.0.0.1:1/callback",
            clock);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String url() {
    return provider.authorizationUrl("s", NONCE, VERIFIER);
  }

  private String signIn() {
    String query = server.visit(URI.create(url())).getRawQuery();
    String code = query.replaceAll("(.*&)?code=([^&]+).*", "$2");
    return provider
        .claims(URLDecoder.decode(code, StandardCharsets.UTF_8), VERIFIER, NONCE)
        .getString("preferred_username");
  }

  private static void unavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SsoFailure.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SSO_UNAVAILABLE));
  }

  @Test
  void signIn_shouldTellWhoItIs() {
    assertThat(signIn()).isEqualTo("ann");
  }

  @ParameterizedTest
  @EnumSource(value = OidcTrouble.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void authorizationUrl_shouldBeUnavailable_whenTheProviderIsInTrouble(OidcTrouble trouble) {
    // given
    server.trouble(OidcEndpoint.DISCOVERY, trouble);
    // when, then
    unavailable(this::url);
    assertThat(server.endlessBytes()).isLessThan(MOST_TAKEN);
  }

  @ParameterizedTest
  @CsvSource({
    "TOKEN, DEAD",
    "TOKEN, ENDLESS",
    "TOKEN, BROKEN",
    "TOKEN, GARBAGE",
    "TOKEN, REDIRECTING",
    "KEYS, DEAD",
    "KEYS, ENDLESS",
    "KEYS, BROKEN"
  })
  void signIn_shouldBeUnavailable_whenTheProviderIsInTrouble(
      OidcEndpoint endpoint, OidcTrouble trouble) {
    // given
    server.trouble(endpoint, trouble);
    // when, then
    unavailable(this::signIn);
    assertThat(server.endlessBytes()).isLessThan(MOST_TAKEN);
  }

  @ParameterizedTest
  @EnumSource(
      value = OidcFault.class,
      names = {"OTHER_ISSUER_IN_DISCOVERY", "PLAIN_ENDPOINTS"})
  void authorizationUrl_shouldBeUnavailable_whenTheDocumentCannotBeTrusted(OidcFault fault) {
    // given
    server.does(fault);
    // when, then
    unavailable(this::url);
  }

  @Test
  void provider_shouldBeLeftAloneForAWhile_whenItFailsAgainAndAgain() {
    // given
    server.trouble(OidcEndpoint.DISCOVERY, OidcTrouble.DEAD);
    for (int i = 0; i < Breaker.MOST_FAILURES; i++) {
      unavailable(this::url);
    }
    int before = server.requests(OidcEndpoint.DISCOVERY);
    server.heal();
    // when, then
    unavailable(this::url);
    assertThat(server.requests(OidcEndpoint.DISCOVERY)).isEqualTo(before);
    ahead = Breaker.REST;
    assertThat(signIn()).isEqualTo("ann");
  }

  @Test
  void signIn_shouldGoOn_whenWhatIsKnownCannotBeReadAgain() {
    // given
    signIn();
    server.trouble(OidcEndpoint.DISCOVERY, OidcTrouble.BROKEN);
    server.trouble(OidcEndpoint.KEYS, OidcTrouble.BROKEN);
    ahead = Shared.FRESH;
    // when, then
    assertThat(signIn()).isEqualTo("ann");
    ahead = Shared.USABLE.plus(Duration.ofMinutes(1));
    unavailable(this::url);
  }

  @Test
  void document_shouldBeReadOnce_whileItIsFresh() {
    // when
    url();
    url();
    signIn();
    signIn();
    // then
    assertThat(server.requests(OidcEndpoint.DISCOVERY)).isEqualTo(1);
    assertThat(server.requests(OidcEndpoint.KEYS)).isEqualTo(1);
  }
}
