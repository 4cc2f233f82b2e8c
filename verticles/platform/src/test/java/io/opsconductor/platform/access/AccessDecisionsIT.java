package io.opsconductor.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Changed;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.Entitlements;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.GroupParts;
import io.opsconductor.platform.group.ServiceGroup;
import io.opsconductor.platform.group.ServiceVerticle;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessDecisionsIT {
  private static final Operation<IdRequest, Empty> LOOK =
      Operation.idempotent(
          "ops.targets.v1.thing.look",
          IdRequest.class,
          Empty.class,
          Access.permission("target:read"));
  private static final UUID SEEN = Ids.next();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger ASKED = new AtomicInteger();
  private static final AtomicBoolean ALLOWED = new AtomicBoolean();
  private static final AtomicBoolean DOWN = new AtomicBoolean();
  private static ServiceHarness harness;

  private TestClient user;
  private UUID userId;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new TargetsGroup())
            .serves(UserOperations.ENTITLEMENTS, (request, call) -> entitlements())
            .start();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @BeforeEach
  void oneWhoMaySeeOne() {
    ALLOWED.set(true);
    DOWN.set(false);
    userId = Ids.next();
    user =
        harness.user(
            new CallerContext.User(
                userId,
                "ann",
                Ids.DEFAULT_ORGANIZATION,
                Ids.next(),
                List.of(),
                Set.of("target:read" + Permissions.SOME)));
  }

  private static Entitlements entitlements() {
    ASKED.incrementAndGet();
    if (DOWN.get()) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "Not now");
    }
    GrantObject object = new GrantObject(ObjectType.TARGET, SEEN, null);
    Entitlement entitlement =
        new Entitlement(
            Ids.next(), "viewer", List.of("target:read"), object, GrantEffect.ALLOW, null);
    return new Entitlements(ALLOWED.get() ? List.of(entitlement) : List.of());
  }

  private boolean sees() {
    try {
      user.call(LOOK, new IdRequest(SEEN));
      return true;
    } catch (OpsException e) {
      assertThat(e.code()).isEqualTo("not_found");
      return false;
    }
  }

  private void told(String source, String type, UUID id) {
    harness.hints().publish(Changed.HINT, new Changed(source, type, id));
  }

  @Test
  void rights_shouldEndWithinSeconds_whenTheyWereTakenAndNobodyWasTold() {
    // given
    assertThat(sees()).isTrue();
    // when
    ALLOWED.set(false);
    // then
    await().atMost(PATIENCE).until(() -> !sees());
  }

  @Test
  void rights_shouldBeAskedForAgain_whenUsersTellsOfAChange() {
    for (String type : List.of("user", "team", "role", "grant")) {
      // given
      assertThat(sees()).isTrue();
      ALLOWED.set(false);
      // when
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                told("users", type, type.equals("user") ? userId : Ids.next());
                return !sees();
              });
      // then
      ALLOWED.set(true);
      await().atMost(PATIENCE).until(this::sees);
    }
  }

  @Test
  void rights_shouldBeKept_whenAuthTellsOfARefusedSignIn() {
    // given
    sees();
    int looks = 0;
    int before = ASKED.get();
    // when
    long end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
    while (System.nanoTime() < end) {
      told("auth", "user", userId);
      told("users", "user", Ids.next());
      sees();
      looks++;
    }
    // then
    assertThat(ASKED.get() - before).isLessThanOrEqualTo(Math.max(2, looks / 2));
  }

  @Test
  void request_shouldFail_whenUsersCannotBeAsked() {
    // given
    DOWN.set(true);
    // when, then
    assertThatThrownBy(() -> user.call(LOOK, new IdRequest(SEEN)))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.retryable()).as(e.code()).isTrue());
  }

  /** The service that owns the objects, as far as this needs it. */
  private static final class TargetsGroup implements ServiceGroup {
    @Override
    public String name() {
      return "targets";
    }

    @Override
    public GroupParts build(GroupContext context) {
      return GroupParts.of(() -> new Edge(context));
    }
  }

  private static final class Edge extends ServiceVerticle {
    private final AccessDecisions access;

    Edge(GroupContext context) {
      super(context);
      access = context.access();
    }

    @Override
    protected void serve(OperationServer server) {
      server.serve(LOOK, this::look);
    }

    private Empty look(IdRequest request, Call call) {
      access.require(
          call,
          "target:read",
          ObjectType.TARGET,
          reach -> covers(reach, request.id()),
          () -> new OpsException(ErrorCode.NOT_FOUND, "No such thing"));
      return Empty.INSTANCE;
    }

    private static boolean covers(Reach reach, UUID id) {
      return reach.parts().stream()
          .allMatch(part -> part.allowed().stream().anyMatch(object -> id.equals(object.id())));
    }
  }
}
