package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SetPassword;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The making of a user is cut off after each step, and goes on in another thread later. */
class UserCreationIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final SecretText GOOD = new SecretText("correct horse battery");
  private static final SecretText WEAK = new SecretText("weak");

  /** As auth keeps them: users by id, and who is forgotten. */
  private static final Map<UUID, SetPassword> PASSWORDS = new ConcurrentHashMap<>();

  private static final Set<UUID> FORGOTTEN = ConcurrentHashMap.newKeySet();
  private static final AtomicReference<Function<FaultPoint, Throwable>> FAULT =
      new AtomicReference<>(point -> null);
  private static ServiceHarness harness;
  private static TestClient admin;

  /** Nothing that serves requests catches it, so that nothing is done after it. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup(UserCreationIT::passed))
            .serves(AuthOperations.SET_PASSWORD, UserCreationIT::setPassword)
            .serves(
                AuthOperations.FORGET_USER,
                (request, call) -> {
                  FORGOTTEN.add(request.userId());
                  PASSWORDS.remove(request.userId());
                  return Empty.INSTANCE;
                })
            .start();
    admin = harness.user("admin", "*");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @AfterEach
  void mend() {
    FAULT.set(point -> null);
  }

  private static Empty setPassword(SetPassword request, Call call) {
    if (request.password().equals(WEAK)) {
      throw new OpsException(ErrorCode.WEAK_PASSWORD, "Too short");
    }
    if (FORGOTTEN.contains(request.userId())) {
      throw new OpsException(ErrorCode.NOT_FOUND, "Forgotten");
    }
    PASSWORDS.put(request.userId(), request);
    return Empty.INSTANCE;
  }

  private static void passed(FaultPoint point) {
    switch (FAULT.get().apply(point)) {
      case null -> {}
      case Error e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }

  /** Once, at the point. */
  private static void fail(FaultPoint at, Throwable with) {
    FAULT.set(
        point -> {
          if (point != at) {
            return null;
          }
          FAULT.set(any -> null);
          return with;
        });
  }

  private static void create(String name, SecretText password) {
    admin.call(UserOperations.CREATE, new CreateUser(name, password, List.of("viewer")));
  }

  private static void createCutOff(String name, SecretText password) {
    assertThatThrownBy(() -> create(name, password)).isInstanceOf(OpsException.class);
  }

  private static int count(String sql, String name) {
    return harness.db().one(sql, row -> row.getInteger(0), name).orElseThrow();
  }

  private static int active(String name) {
    return count("SELECT count(*)::int FROM users WHERE username = $1 AND state = 'active'", name);
  }

  private static int unfinished(String name) {
    return count("SELECT count(*)::int FROM user_creations WHERE username = $1", name);
  }

  private static int events(String type, String name) {
    return count(
        "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = '"
            + type
            + "' AND envelope->>'actor' = 'admin' AND envelope->'data'->>'username' = $1",
        name);
  }

  private static long passwords(String name) {
    return PASSWORDS.values().stream().filter(set -> set.username().equals(name)).count();
  }

  /** As if a minute had passed. */
  private static void age(String name) {
    harness
        .db()
        .execute(
            "UPDATE user_creations SET changed_at = changed_at - interval '2 minutes'"
                + " WHERE username = $1",
            name);
  }

  /**
   * Either there is the user, with one password and one event, or nothing, and the name is free.
   */
  private static void requireWhole(String name) {
    await().atMost(LONG).until(() -> unfinished(name) == 0);
    assertThat(passwords(name)).isEqualTo(active(name));
    assertThat(events("user.created", name)).isEqualTo(active(name));
    if (active(name) == 0) {
      assertThat(events("user.creation_undone", name)).isEqualTo(1);
      create(name, GOOD);
      assertThat(passwords(name)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPoint.class,
      names = {
        "USERS_CREATION_BEGUN",
        "USERS_PASSWORD_STORED",
        "USERS_PASSWORD_NOTED",
        "USERS_CREATION_FINISHED"
      })
  void create_shouldBeFinishedOrUndone_whenItIsKilledAfterAStep(FaultPoint point) {
    // given
    String name = "killed-" + point.wireName();
    fail(point, new Killed());
    // when
    createCutOff(name, GOOD);
    boolean passwordKnown =
        point == FaultPoint.USERS_PASSWORD_NOTED || point == FaultPoint.USERS_CREATION_FINISHED;
    age(name);
    // then
    await().atMost(LONG).until(() -> unfinished(name) == 0);
    assertThat(active(name)).isEqualTo(passwordKnown ? 1 : 0);
    requireWhole(name);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPoint.class,
      names = {
        "USERS_CREATION_BEGUN",
        "USERS_PASSWORD_STORED",
        "USERS_PASSWORD_NOTED",
        "USERS_CREATION_FINISHED"
      })
  void create_shouldBeFinishedOrUndone_whenAStepFails(FaultPoint point) {
    // given
    String name = "failed-" + point.wireName();
    fail(point, new IllegalStateException("broken on purpose"));
    // when
    createCutOff(name, GOOD);
    age(name);
    // then
    requireWhole(name);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultPoint.class,
      names = {"USERS_CREATION_ABANDONED", "USERS_PASSWORD_FORGOTTEN"})
  void undo_shouldBeEnded_whenItIsKilledAfterAStep(FaultPoint point) {
    // given
    String name = "undone-" + point.wireName();
    fail(point, new Killed());
    // when
    createCutOff(name, WEAK);
    assertThat(unfinished(name)).isEqualTo(1);
    assertThat(active(name)).isZero();
    age(name);
    // then
    requireWhole(name);
  }

  @Test
  void create_shouldLeaveNothing_whenThePasswordIsRefused() {
    // when
    createCutOff("refused", WEAK);
    // then
    assertThat(unfinished("refused")).isZero();
    requireWhole("refused");
  }

  @Test
  void create_shouldNotMakeTheUser_whenItWasGivenUpMeanwhile() {
    // given
    FAULT.set(
        point -> {
          if (point == FaultPoint.USERS_PASSWORD_STORED) {
            FAULT.set(any -> null);
            age("late");
            await().atMost(LONG).until(() -> unfinished("late") == 0);
          }
          return null;
        });
    // when
    createCutOff("late", GOOD);
    // then
    assertThat(active("late")).isZero();
    requireWhole("late");
  }

  @Test
  void cleanUp_shouldTakeOver_whenAReleaseBeforeLeftAUserUnfinished() {
    // given
    UUID id = Ids.next();
    harness
        .db()
        .execute(
            """
            INSERT INTO users (id, organization_id, username, state, created_at)
            VALUES ($1, $2, 'earlier', 'provisioning', now() - interval '2 minutes')
            """,
            id,
            Ids.DEFAULT_ORGANIZATION);
    // when, then
    await().atMost(LONG).until(() -> FORGOTTEN.contains(id));
    await().atMost(LONG).until(() -> unfinished("earlier") == 0);
    create("earlier", GOOD);
  }
}
