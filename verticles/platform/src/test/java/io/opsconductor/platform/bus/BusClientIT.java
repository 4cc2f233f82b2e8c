package io.opsconductor.platform.bus;

import static io.opsconductor.platform.bus.BusFixture.AGAIN;
import static io.opsconductor.platform.bus.BusFixture.ONCE;
import static io.opsconductor.platform.bus.BusFixture.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.node.BreakerStatus;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusClientIT {
  private final BusFixture fixture = new BusFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void call_shouldBeUnavailable_whenNoNodeHasTheService() {
    // when
    OpsException refused = refused(() -> fixture.client.call(AGAIN, REQUEST));
    // then
    assertThat(refused.is(ErrorCode.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(refused.retryable()).isTrue();
  }

  @Test
  void call_shouldAskTheOwnNode_whenSeveralServe() {
    // given
    AtomicInteger here = serve("node-a");
    AtomicInteger there = serve("node-b");
    // when
    for (int i = 0; i < 20; i++) {
      fixture.client.call(ONCE, REQUEST);
    }
    // then
    assertThat(here).hasValue(20);
    assertThat(there).hasValue(0);
  }

  @Test
  void call_shouldAskAnotherNode_whenTheFirstHasNoHandler() {
    // given
    fixture.announce("node-a");
    AtomicInteger there = serve("node-b");
    // when, then
    assertThat(fixture.client.call(ONCE, REQUEST)).isEqualTo(REQUEST);
    assertThat(there).hasValue(1);
  }

  @Test
  void call_shouldAskAnotherNode_whenTheFirstIsBusy() {
    // given
    fixture.deploy("node-a", 0, server -> server.serve(ONCE, (request, call) -> request));
    AtomicInteger there = serve("node-b");
    // when, then
    assertThat(fixture.client.call(ONCE, REQUEST)).isEqualTo(REQUEST);
    assertThat(there).hasValue(1);
  }

  @Test
  void call_shouldAskNoOtherNode_whenTheOutcomeIsUnknownAndTwiceWouldHarm() {
    // given
    AtomicInteger silent = serveSilently("node-a");
    AtomicInteger there = serve("node-b");
    // when
    OpsException refused = refused(() -> fixture.client.call(ONCE, REQUEST));
    // then
    assertThat(refused.is(ErrorCode.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(silent).hasValue(1);
    assertThat(there).hasValue(0);
  }

  @Test
  void call_shouldAskAnotherNode_whenTheOutcomeIsUnknownAndTwiceIsHarmless() {
    // given
    AtomicInteger silent = serveSilently("node-a");
    AtomicInteger there = serve("node-b");
    // when, then
    assertThat(fixture.client.call(AGAIN, REQUEST)).isEqualTo(REQUEST);
    assertThat(silent).hasValue(1);
    assertThat(there).hasValue(1);
  }

  @Test
  void call_shouldAskNoOtherNode_whenTheHandlerRefused() {
    // given
    fixture.deploy(
        "node-a",
        server ->
            server.serve(
                AGAIN,
                (request, call) -> {
                  throw new OpsException(ErrorCode.DATABASE_UNAVAILABLE, "Later");
                }));
    AtomicInteger there = serve("node-b");
    // when
    OpsException refused = refused(() -> fixture.client.call(AGAIN, REQUEST));
    // then
    assertThat(refused.is(ErrorCode.DATABASE_UNAVAILABLE)).isTrue();
    assertThat(there).hasValue(0);
  }

  @Test
  void breaker_shouldOpen_whenTheWayFailedFiveTimes() {
    // given
    fixture.announce("node-a");
    for (int i = 0; i < 5; i++) {
      refused(() -> fixture.client.call(AGAIN, REQUEST));
    }
    // when
    AtomicInteger here = serve("node-a");
    OpsException refused = refused(() -> fixture.client.call(AGAIN, REQUEST));
    // then
    assertThat(fixture.breakers.notClosed())
        .containsExactly(new BreakerStatus(AGAIN.address(), "node-a", "open"));
    assertThat(refused.is(ErrorCode.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(here).hasValue(0);
    assertThat(fixture.client.call(ONCE, REQUEST)).as("another operation").isEqualTo(REQUEST);
  }

  @Test
  void breaker_shouldLetOthersServe_whenItIsOpenForOneNode() {
    // given
    fixture.announce("node-a");
    AtomicInteger there = serve("node-b");
    // when
    for (int i = 0; i < 20; i++) {
      fixture.client.call(ONCE, REQUEST);
    }
    // then
    assertThat(fixture.breakers.notClosed())
        .containsExactly(new BreakerStatus(ONCE.address(), "node-a", "open"));
    assertThat(there).hasValue(20);
  }

  @Test
  void breaker_shouldBeForgotten_whenTheNodeLeft() {
    // given
    fixture.announce("node-a");
    for (int i = 0; i < 5; i++) {
      refused(() -> fixture.client.call(AGAIN, REQUEST));
    }
    serve("node-a");
    // when
    fixture.breakers.forget("node-a");
    // then
    assertThat(fixture.breakers.notClosed()).isEmpty();
    assertThat(fixture.client.call(AGAIN, REQUEST)).isEqualTo(REQUEST);
  }

  @Test
  void breaker_shouldStayClosed_whenHandlersRefuse() {
    // given
    fixture.deploy(
        "node-a",
        server ->
            server.serve(
                AGAIN,
                (request, call) -> {
                  throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "Ask somebody else");
                }));
    // when
    for (int i = 0; i < 20; i++) {
      refused(() -> fixture.client.call(AGAIN, REQUEST));
    }
    // then
    assertThat(fixture.breakers.notClosed()).isEmpty();
  }

  @Test
  void send_shouldNotEvenAsk_whenNoTimeIsLeft() {
    // given
    AtomicInteger here = serve("node-a");
    Origin late =
        new Origin(
            fixture.signer.token(), Trace.begin(), Clock.systemUTC().instant().minusMillis(1));
    // when
    OpsException refused = refused(() -> fixture.client.send(AGAIN, REQUEST, late).await());
    // then
    assertThat(refused.is(ErrorCode.DEADLINE_EXCEEDED)).isTrue();
    assertThat(here).hasValue(0);
  }

  @Test
  void breaker_shouldStayClosed_whenTheCallerHadNoTimeLeft() {
    // given
    serve("node-a");
    Origin late =
        new Origin(
            fixture.signer.token(), Trace.begin(), Clock.systemUTC().instant().minusMillis(1));
    // when
    for (int i = 0; i < 20; i++) {
      refused(() -> fixture.client.send(AGAIN, REQUEST, late).await());
    }
    // then
    assertThat(fixture.breakers.notClosed()).isEmpty();
  }

  @Test
  void sendTo_shouldAskThatNodeOnly_whenSeveralServe() {
    // given
    AtomicInteger here = serve("node-a");
    AtomicInteger there = serve("node-b");
    // when
    fixture.client.sendTo("node-b", AGAIN, REQUEST, fixture.client.own(AGAIN)).await();
    OpsException refused =
        refused(
            () ->
                fixture.client.sendTo("node-c", AGAIN, REQUEST, fixture.client.own(AGAIN)).await());
    // then
    assertThat(refused.is(ErrorCode.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(here).hasValue(0);
    assertThat(there).hasValue(1);
  }

  private AtomicInteger serve(String nodeId) {
    AtomicInteger served = new AtomicInteger();
    OperationHandler<IdRequest, IdRequest> handler =
        (request, call) -> {
          served.incrementAndGet();
          return request;
        };
    fixture.deploy(
        nodeId,
        server -> {
          server.serve(AGAIN, handler);
          server.serve(ONCE, handler);
        });
    return served;
  }

  /** As a node that is frozen after it took the request. */
  private AtomicInteger serveSilently(String nodeId) {
    AtomicInteger taken = new AtomicInteger();
    for (Operation<?, ?> operation : List.of(AGAIN, ONCE)) {
      fixture
          .vertx
          .eventBus()
          .consumer(operation.addressAt(nodeId), message -> taken.incrementAndGet());
    }
    fixture.announce(nodeId);
    return taken;
  }

  private static OpsException refused(ThrowingCallable call) {
    OpsException refused = catchThrowableOfType(OpsException.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }
}
