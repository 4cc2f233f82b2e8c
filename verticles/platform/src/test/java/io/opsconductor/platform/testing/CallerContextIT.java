package io.opsconductor.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.context.SigningKey;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CallerContextIT {
  private static final Operation<IdRequest, IdRequest> ECHO =
      Operation.idempotent(
          "ops.echo.v1.thing.echo",
          IdRequest.class,
          IdRequest.class,
          Access.services("gateway", "jobs"));

  private final IdRequest request = new IdRequest(Ids.next());

  private static ServiceHarness harness(Clock clock) {
    return ServiceHarness.builder().serves(ECHO, (asked, call) -> asked).clock(clock).start();
  }

  @Test
  @Timeout(20)
  void call_shouldBeRefusedAtOnce_whenTheContextIsForged() {
    // given
    try (ServiceHarness harness = harness(Clock.systemUTC())) {
      String good = harness.service("gateway").token();
      String keyId = harness.service("gateway").signer().key().keyId();
      String forged =
          new ContextSigner(
                  harness.vertx(), "gateway", SigningKey.generate(keyId), Clock.systemUTC())
              .token();
      // when, then
      assertThat(harness.bearing(good).call(ECHO, request)).isEqualTo(request);
      for (String bad : List.of(forged, good.substring(0, good.length() - 8), "x")) {
        assertThatThrownBy(() -> harness.bearing(bad).call(ECHO, request))
            .isInstanceOfSatisfying(
                OpsException.class, e -> assertThat(e.code()).isEqualTo("unauthenticated"));
      }
    }
  }

  @Test
  void call_shouldBeServed_whenTheClocksOfTheNodesAreNotTheLibrarys() {
    // given
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));
    Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10));
    for (Clock clock : List.of(ahead, behind)) {
      try (ServiceHarness harness = harness(clock)) {
        // when, then
        assertThat(harness.service("gateway").call(ECHO, request)).isEqualTo(request);
      }
    }
  }

  @Test
  @Timeout(20)
  void call_shouldBeServed_whenManyComeUnderAKeyThatIsNotKnownYet() {
    // given
    try (ServiceHarness harness = harness(Clock.systemUTC())) {
      TestClient jobs = harness.service("jobs");
      // when
      List<Future<IdRequest>> asked =
          IntStream.range(0, 100).mapToObj(i -> jobs.send(ECHO, request)).toList();
      Future.all(asked).await();
      // then
      assertThat(asked).allMatch(answer -> answer.result().equals(request));
    }
  }
}
