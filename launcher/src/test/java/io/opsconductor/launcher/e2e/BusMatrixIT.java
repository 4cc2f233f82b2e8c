package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.Permissions;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.context.SigningKey;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation that the contracts name, at the service that serves it: without a caller context,
 * with forged, expired and borrowed ones, and from another organization. A new operation is tried
 * as soon as it is in its catalogue.
 */
class BusMatrixIT {
  private static final String UNAUTHENTICATED = ErrorCode.UNAUTHENTICATED.wireName();
  private static final String FORBIDDEN = ErrorCode.FORBIDDEN.wireName();
  private static final UUID SOMEBODY = Ids.next();

  /** Where contexts begin; whoever adds one has thought about it. */
  private static final Set<String> OPEN =
      Set.of("ops.auth.v1.key.announce", "ops.auth.v1.key.list");

  /** It is no request of any operation, so that nothing happens should it pass. */
  private static final String NO_REQUEST = "[]";

  private static BusNode node;
  private static List<Operation<?, ?>> operations;

  @BeforeAll
  static void start() {
    node = new BusNode();
    operations = BusNode.operations();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static CallerContext.User user(Set<String> permissions) {
    return new CallerContext.User(
        SOMEBODY, "somebody", Ids.DEFAULT_ORGANIZATION, Ids.next(), List.of(), permissions);
  }

  private static String of(CallerContext.User user) {
    return node.signer("auth", Clock.systemUTC()).token(user);
  }

  private static String withToken(Set<String> permissions) {
    CallerContext.User user = user(permissions);
    return of(
        new CallerContext.User(
            user.id(),
            user.username(),
            user.organizationId(),
            null,
            List.of(),
            permissions,
            Ids.next(),
            null,
            false));
  }

  private static String inSession(Instant freshUntil, boolean mustEnrol) {
    CallerContext.User user = user(Set.of(Permissions.ALL));
    return of(
        new CallerContext.User(
            user.id(),
            user.username(),
            user.organizationId(),
            user.sessionId(),
            List.of(),
            user.permissions(),
            null,
            freshUntil,
            mustEnrol));
  }

  private static String ofService(String name, Clock clock) {
    return node.signer(name, clock).token();
  }

  /** One that the operation is for. */
  private static String good(Access access, Clock clock) {
    return switch (access) {
      case Access.Services services -> ofService(new TreeSet<>(services.names()).first(), clock);
      case Access.AnyMember any -> ofService("gateway", clock);
      case Access.AnyUser any -> signed(clock);
      case Access.OwnSession any -> signed(clock);
      case Access.Permission any -> signed(clock);
    };
  }

  private static String signed(Clock clock) {
    return node.signer("auth", clock).token(user(Set.of(Permissions.ALL)));
  }

  private static Clock shifted(int seconds) {
    return Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
  }

  private static List<Operation<?, ?>> guarded() {
    return operations.stream().filter(one -> !(one.access() instanceof Access.AnyMember)).toList();
  }

  /** What becomes of each, by the operation's address; the refusals are the same for all. */
  private static void refused(Map<String, String> contexts, String code) {
    SoftAssertions all = new SoftAssertions();
    for (Operation<?, ?> operation : guarded()) {
      contexts.forEach(
          (what, context) ->
              all.assertThat(node.send(operation, context, NO_REQUEST).code())
                  .as("%s %s", operation.address(), what)
                  .isEqualTo(code));
    }
    all.assertAll();
  }

  @Test
  void everyOperation_shouldBeServedAndGuarded_unlessContextsBeginThere() {
    assertThat(operations).hasSizeGreaterThan(100);
    assertThat(operations.stream().map(Operation::service).distinct())
        .contains(
            "auth",
            "users",
            "secrets",
            "targets",
            "jobs",
            "executions",
            "schedules",
            "workers",
            "audit");
    assertThat(
            operations.stream()
                .filter(one -> one.access() instanceof Access.AnyMember)
                .map(Operation::address))
        .containsExactlyInAnyOrderElementsOf(OPEN);
    SoftAssertions all = new SoftAssertions();
    for (Operation<?, ?> operation : operations) {
      // The counter-check of all refusals: who may is told that this is no request.
      all.assertThat(
              node.send(operation, good(operation.access(), Clock.systemUTC()), NO_REQUEST).code())
          .as(operation.address())
          .isEqualTo(ErrorCode.MALFORMED_REQUEST.wireName());
    }
    all.assertAll();
  }

  @Test
  void everyOperation_shouldRefuse_whenTheContextIsMissingOrForged() {
    // given
    CallerContext.User admin = user(Set.of(Permissions.ALL));
    String real = of(admin);
    Map<String, String> contexts = new LinkedHashMap<>();
    contexts.put("without", null);
    contexts.put("empty", "");
    contexts.put("garbage", "garbage");
    contexts.put("truncated", real.substring(0, real.length() - 8));
    contexts.put("huge", real + "A".repeat(20_000));
    contexts.put("forged under auth's key", forged("auth").token(admin));
    for (String service : List.of("gateway", "jobs", "users", "workers")) {
      contexts.put("forged under the key of " + service, forged(service).token());
    }
    contexts.put(
        "a service that speaks for a user", node.signer("jobs", Clock.systemUTC()).token(admin));
    contexts.put("unsigned", unsigned(real));
    // when, then
    refused(contexts, UNAUTHENTICATED);
  }

  /** Under a key of its own with the id of the true one. */
  private static ContextSigner forged(String service) {
    return new ContextSigner(
        node.vertx(),
        service,
        SigningKey.generate(node.signer(service, Clock.systemUTC()).key().keyId()),
        Clock.systemUTC());
  }

  private static String unsigned(String token) {
    JsonObject header = new JsonObject().put("alg", "none").put("typ", "JWT");
    return TokenForge.text(header.encode()) + "." + token.split("\\.", -1)[1] + ".";
  }

  @Test
  void everyOperation_shouldRefuse_whenTheContextIsExpiredOrOfTheFuture() {
    SoftAssertions all = new SoftAssertions();
    for (Operation<?, ?> operation : guarded()) {
      for (int seconds : List.of(-61, -3_600, 120, 86_400)) {
        // when
        String context = good(operation.access(), shifted(seconds));
        // then
        all.assertThat(node.send(operation, context, NO_REQUEST).code())
            .as("%s %s s off", operation.address(), seconds)
            .isEqualTo(UNAUTHENTICATED);
      }
    }
    all.assertAll();
  }

  @Test
  void everyOperation_shouldRefuse_whenTheContextIsOfSomebodyElse() {
    SoftAssertions all = new SoftAssertions();
    for (Operation<?, ?> operation : guarded()) {
      strangers(operation)
          .forEach(
              (context, code) ->
                  all.assertThat(node.send(operation, context, NO_REQUEST).code())
                      .as(operation.address())
                      .isEqualTo(code));
    }
    all.assertAll();
  }

  /** Signed well, and not for this operation. */
  private static Map<String, String> strangers(Operation<?, ?> operation) {
    String stranger = ofService("stranger", Clock.systemUTC());
    Map<String, String> refused = new HashMap<>();
    switch (operation.access()) {
      case Access.AnyMember any -> {}
      case Access.AnyUser any -> refused.put(stranger, UNAUTHENTICATED);
      case Access.OwnSession any -> {
        refused.put(stranger, UNAUTHENTICATED);
        refused.put(withToken(Set.of(Permissions.ALL)), FORBIDDEN);
      }
      case Access.Permission permission -> {
        Set<String> others = new TreeSet<>(Permissions.all());
        others.remove(permission.name());
        refused.put(stranger, UNAUTHENTICATED);
        refused.put(of(user(others)), FORBIDDEN);
        refused.put(withToken(others), FORBIDDEN);
      }
      case Access.Services services -> {
        refused.put(stranger, FORBIDDEN);
        refused.put(of(user(Set.of(Permissions.ALL))), FORBIDDEN);
      }
    }
    if (!(operation.access() instanceof Access.Services)) {
      String mustShow = ErrorCode.STEP_UP_REQUIRED.wireName();
      String mustEnrol = ErrorCode.MFA_ENROLMENT_REQUIRED.wireName();
      switch (operation.assurance()) {
        case ANY -> {}
        case USUAL -> refused.put(inSession(null, true), mustEnrol);
        case FRESH -> {
          refused.put(inSession(null, true), mustEnrol);
          refused.put(inSession(Instant.EPOCH, false), mustShow);
        }
        case FRESH_OR_ENROLLING -> refused.put(inSession(Instant.EPOCH, false), mustShow);
      }
    }
    return refused;
  }

  @Test
  void everyOperation_shouldShowAndChangeNothing_whenTheThingsAreOfAnotherOrganization() {
    // given
    BusThings things = BusThings.make(node);
    Map<String, JsonNode> before = new TreeMap<>(things.state());
    String foreigner = things.foreigner();
    SoftAssertions all = new SoftAssertions();
    List<String> tried = new ArrayList<>();
    // when
    for (Operation<?, ?> operation : guarded()) {
      if (operation.access() instanceof Access.Services) {
        continue;
      }
      for (String example : BusNode.examples(operation)) {
        for (UUID id : things.ids()) {
          BusNode.Outcome outcome = node.send(operation, foreigner, BusNode.about(example, id));
          // then
          all.assertThat(things.isShown(outcome))
              .as("%s about %s shows %s", operation.address(), things.name(id), outcome)
              .isFalse();
          all.assertThat(outcome.code())
              .as("%s about %s", operation.address(), things.name(id))
              .isNotEqualTo(ErrorCode.INTERNAL.wireName());
        }
        tried.add(operation.address());
      }
    }
    all.assertThat(tried).hasSizeGreaterThan(60);
    all.assertThat(things.state()).isEqualTo(before);
    all.assertAll();
  }
}
