package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.opsconductor.auth.slowdown.SlowDown;
import io.opsconductor.auth.slowdown.Tally;
import io.opsconductor.auth.slowdown.TallyStore;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.LoginRequest;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.users.Principal;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each test has networks of its own, 10.N.x.x: their tallies would add up. */
class SlowDownIT {
  private static final SecretText WRONG = new SecretText("not the right one");
  private static final String IN = "in";
  private static final String WRONG_ANSWER = "bad_credentials";
  private static final String SLOWED = "sign_in_slowed";

  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void login_shouldWait_whenManyWereWrongFromThere() {
    // given
    node.user("wanda");
    IntStream.range(0, 6).forEach(i -> failOnce("wanda", WRONG, "10.1.0.1"));
    // when
    raise("pair", 10);
    // then
    OpsException slowed = refusal("wanda", PASSWORD, "10.1.0.200");
    assertThat(slowed.code()).isEqualTo(SLOWED);
    assertThat(slowed.retryAfterSeconds()).isBetween(1, 32);
    assertThat(answer("wanda", PASSWORD, "10.1.1.1")).as("elsewhere").isEqualTo(IN);
    elapse(Duration.ofSeconds(33));
    assertThat(answer("wanda", PASSWORD, "10.1.0.1")).isEqualTo(IN);
  }

  @Test
  void login_shouldWaitFiveMinutesAtMost_whenItFailsForever() {
    // given
    node.user("wim");
    failOnce("wim", WRONG, "10.2.0.1");
    raise("pair", Tally.Measure.PAIR.most());
    elapse(Tally.LONGEST_WAIT);
    // when
    failOnce("wim", WRONG, "10.2.0.1");
    // then
    assertThat(refusal("wim", PASSWORD, "10.2.0.1").retryAfterSeconds()).isBetween(100, 300);
    elapse(Tally.LONGEST_WAIT);
    assertThat(answer("wim", PASSWORD, "10.2.0.1")).isEqualTo(IN);
  }

  @Test
  void login_shouldForgetFailures_whenOneIsRight() {
    // given
    node.user("wolf");
    assertThat(answers("wolf", "10.3.0.1", 4)).containsOnly(WRONG_ANSWER);
    // when
    String right = answer("wolf", PASSWORD, "10.3.0.1");
    // then
    assertThat(right).isEqualTo(IN);
    assertThat(answers("wolf", "10.3.0.1", 4)).containsOnly(WRONG_ANSWER);
    assertThat(answer("wolf", PASSWORD, "10.3.0.1")).isEqualTo(IN);
  }

  @Test
  void login_shouldForgetFailures_whenTimePasses() {
    // given
    node.user("willa");
    failOnce("willa", WRONG, "10.4.0.1");
    raise("pair", 10);
    // when
    elapse(Tally.FORGETS_ONE.multipliedBy(7));
    // then
    assertThat(answers("willa", "10.4.0.1", 1)).containsExactly(WRONG_ANSWER);
    assertThat(answer("willa", PASSWORD, "10.4.0.1")).isEqualTo(IN);
  }

  @Test
  void login_shouldTellOfAFloodInFewEvents_whenPasswordsAreNotLookedAt() {
    // given
    UUID id = node.user("wiebke").id();
    failOnce("wiebke", WRONG, "10.5.0.1");
    raise("pair", Tally.Measure.PAIR.most());
    // when
    IntStream.range(0, 40).forEach(i -> refusal("wiebke", PASSWORD, "10.5.0.1"));
    // then
    await().atMost(Duration.ofSeconds(30)).until(() -> slowed(id) == 1);
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'session.refused'"
                    + " AND envelope->'data'->>'address' = '10.5.0.1'"
                    + " AND envelope->>'correlationId' <> '' AND envelope->>'resourceId' = $1",
                id.toString()))
        .isEqualTo(2);
  }

  private static int slowed(UUID id) {
    return node.count(
        "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'session.refused'"
            + " AND envelope->'data'->>'code' = 'slowed_down' AND envelope->>'resourceId' = $1",
        id.toString());
  }

  @Test
  void login_shouldTellNothingOfNames_whenTheyAreSlowedDown() {
    // given
    node.user("wera");
    Principal off = node.user("woff");
    node.users.put(off.id(), AuthNode.principal(off.id(), "woff", false));
    // when
    failOnce("wera", WRONG, "10.5.0.1");
    raise("pair", 13);
    failOnce("wnobody", WRONG, "10.5.1.1");
    raise("pair", 13);
    failOnce("woff", PASSWORD, "10.5.2.1");
    raise("pair", 13);
    // then
    assertThat(answer("WERA", WRONG, "10.5.0.1")).isEqualTo(SLOWED);
    assertThat(answer("WNobody", WRONG, "10.5.1.1")).isEqualTo(SLOWED);
    assertThat(answer("woff", PASSWORD, "10.5.2.1")).isEqualTo(SLOWED);
    assertThat(node.count("SELECT count(*)::int FROM sign_in_tallies WHERE key ~* 'wnobody|wera'"))
        .isZero();
  }

  @Test
  void login_shouldLetTheOwnerIn_whenTheNameIsGuessedFromEverywhere() {
    // given
    node.user("wilma");
    assertThat(answer("wilma", PASSWORD, "10.6.0.1")).isEqualTo(IN);
    failOnce("wilma", WRONG, "10.6.1.1");
    // when
    raise("account", Tally.Measure.ACCOUNT.most());
    // then
    assertThat(answer("wilma", PASSWORD, "10.6.1.1")).as("that guessed").isEqualTo(SLOWED);
    assertThat(answer("wilma", WRONG, "10.6.99.1")).as("a guess").isEqualTo(SLOWED);
    assertThat(answer("wilma", PASSWORD, "10.6.99.1")).as("its second").isEqualTo(SLOWED);
    assertThat(answer("wilma", WRONG, "10.6.0.2")).as("from her office").isEqualTo(SLOWED);
    assertThat(answer("wilma", PASSWORD, "10.6.0.2")).as("where she works").isEqualTo(IN);
  }

  @Test
  void login_shouldLetTheOwnerInFromANewPlace_whenTheNameIsGuessedFromEverywhere() {
    // given
    node.user("walt");
    failOnce("walt", WRONG, "10.7.5.1");
    raise("account", Tally.Measure.ACCOUNT.most());
    assertThat(answer("walt", PASSWORD, "10.7.5.1")).isEqualTo(SLOWED);
    // when
    String fromANewPlace = answer("walt", PASSWORD, "10.7.77.1");
    // then
    assertThat(fromANewPlace).isEqualTo(IN);
  }

  @Test
  void login_shouldHoldUpANetwork_whenItGuessesManyNames() {
    // given
    node.user("wendy");
    node.user("wade");
    assertThat(answer("wendy", PASSWORD, "10.8.0.1")).isEqualTo(IN);
    IntStream.range(0, 3).forEach(i -> failOnce("w-guessed-" + i, WRONG, "10.8.0.66"));
    // when
    raise("network", Tally.Measure.NETWORK.most());
    // then
    assertThat(answer("wendy", WRONG, "10.8.0.2")).as("no answer for guessers").isEqualTo(SLOWED);
    assertThat(answer("wendy", PASSWORD, "10.8.0.1")).as("who works there").isEqualTo(IN);
    assertThat(answer("wade", PASSWORD, "10.8.0.3")).as("who never did").isEqualTo(SLOWED);
    assertThat(answer("wade", PASSWORD, "10.8.1.1")).as("next door").isEqualTo(IN);
  }

  @Test
  void login_shouldCountEach_whenManyAreWrongAtOnce() {
    // given
    node.user("wu");
    LoginRequest wrong = new LoginRequest("wu", WRONG, from("10.9.0.1"));
    // when
    List<Future<?>> asked =
        IntStream.range(0, 4)
            .<Future<?>>mapToObj(
                i -> node.harness.service("gateway").send(AuthOperations.LOGIN, wrong))
            .toList();
    Future.join(asked).otherwiseEmpty().await();
    // then
    assertThat(
            node.count(
                "SELECT failures FROM sign_in_tallies WHERE key = $1", "network:10.9.0.0/24"))
        .isEqualTo(4);
  }

  @Test
  void removeOld_shouldLeaveOnlyPlacesOfSuccess_whenHoursHavePassed() {
    // given
    node.user("wito");
    answers("wito", "10.10.0.1", 2);
    answer("wito", PASSWORD, "10.10.1.1");
    TallyStore tallies = new TallyStore(node.harness.db());
    // when
    tallies.removeOld(
        node.clock.instant().plusSeconds(1), node.clock.instant().minus(SlowDown.SUCCESS_KEPT));
    // then
    assertThat(node.count("SELECT count(*)::int FROM sign_in_tallies WHERE succeeded_at IS NULL"))
        .isZero();
    assertThat(node.count("SELECT count(*)::int FROM sign_in_tallies")).isPositive();
    tallies.removeOld(node.clock.instant().plusSeconds(1), node.clock.instant().plusSeconds(1));
    assertThat(node.count("SELECT count(*)::int FROM sign_in_tallies")).isZero();
  }

  @Test
  void login_shouldHashAnew_whenTheHashIsOfEarlierParameters() {
    // given
    Principal wanja = node.user("wanja");
    SecretText password = new SecretText("password");
    node.harness
        .db()
        .execute(
            "UPDATE passwords SET hash = $2, changed_at = '2020-01-01Z' WHERE user_id = $1",
            wanja.id(),
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    // when
    String first = answer("wanja", password, "10.11.0.1");
    // then
    assertThat(first).isEqualTo(IN);
    assertThat(
            node.count(
                "SELECT count(*)::int FROM passwords WHERE user_id = $1"
                    + " AND hash LIKE '$argon2id$v=19$m=19456,t=2,p=1$%'"
                    + " AND changed_at = '2020-01-01Z'",
                wanja.id()))
        .isEqualTo(1);
    assertThat(answer("wanja", password, "10.11.0.1")).isEqualTo(IN);
  }

  /** A wrong password that is judged, however long that takes. */
  private static void failOnce(String username, SecretText password, String address) {
    OpsException refused = refusal(username, password, address);
    while (refused.code().equals(SLOWED)) {
      elapse(Duration.ofSeconds(refused.retryAfterSeconds()));
      refused = refusal(username, password, address);
    }
    assertThat(refused.code()).isEqualTo(WRONG_ANSWER);
  }

  /** Makes the last failure one of so many. */
  private static void raise(String measure, int failures) {
    int raised =
        node.harness
            .db()
            .execute(
                "UPDATE sign_in_tallies SET failures = $2 WHERE key LIKE $1 || ':%'"
                    + " AND failed_at = (SELECT max(failed_at) FROM sign_in_tallies)",
                measure, failures);
    assertThat(raised).isEqualTo(1);
  }

  /** Lets time pass for what was counted. The clock stays: contexts and keys would run out. */
  private static void elapse(Duration time) {
    node.harness
        .db()
        .execute(
            "UPDATE sign_in_tallies SET failed_at = failed_at - make_interval(secs => $1)",
            (double) time.toSeconds());
  }

  private static List<String> answers(String username, String address, int times) {
    return IntStream.range(0, times).mapToObj(i -> answer(username, WRONG, address)).toList();
  }

  private static String answer(String username, SecretText password, String address) {
    OpsException refused = refusal(username, password, address);
    return refused == null ? IN : refused.code();
  }

  private static OpsException refusal(String username, SecretText password, String address) {
    return catchThrowableOfType(
        OpsException.class, () -> node.login(username, password, from(address)));
  }

  private static SessionClient from(String address) {
    return new SessionClient(null, address);
  }
}
