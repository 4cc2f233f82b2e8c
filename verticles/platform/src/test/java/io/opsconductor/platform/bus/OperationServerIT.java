package io.opsconductor.platform.bus;

import static io.opsconductor.platform.bus.BusFixture.AGAIN;
import static io.opsconductor.platform.bus.BusFixture.ONCE;
import static io.opsconductor.platform.bus.BusFixture.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.context.SigningKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationServerIT {
  private final BusFixture fixture = new BusFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void serve_shouldOverlapRequests_whenTheirHandlersWait() {
    // given
    int many = 10;
    AtomicInteger begun = new AtomicInteger();
    Promise<Void> allBegun = Promise.promise();
    fixture.deploy(
        "node-a",
        server ->
            server.serve(
                AGAIN,
                (request, call) -> {
                  if (begun.incrementAndGet() == many) {
                    allBegun.complete();
                  }
                  allBegun.future().await();
                  return request;
                }));
    // when
    List<Future<IdRequest>> answers =
        IntStream.range(0, many).mapToObj(i -> fixture.client.send(AGAIN, REQUEST)).toList();
    // then
    Future.all(answers).timeout(5, TimeUnit.SECONDS).await();
    assertThat(begun).hasValue(many);
  }

  @Test
  void serve_shouldNotDeadlock_whenTheAnswerNeedsAQuestionBack() {
    // given
    Operation<IdRequest, IdRequest> back =
        Operation.idempotent(
            "ops.echo.v1.thing.back", IdRequest.class, IdRequest.class, AGAIN.access());
    fixture.deploy(
        "node-a",
        server -> {
          server.serve(
              ONCE,
              (request, call) -> {
                IdRequest between = fixture.client.call(AGAIN, request, call);
                return between;
              });
          server.serve(back, (request, call) -> request);
        });
    fixture.deploy(
        "node-a",
        server -> server.serve(AGAIN, (request, call) -> fixture.client.call(back, request, call)));
    // when
    IdRequest answer = fixture.client.send(ONCE, REQUEST).timeout(5, TimeUnit.SECONDS).await();
    // then
    assertThat(answer).isEqualTo(REQUEST);
  }

  @Test
  void serve_shouldAnswerBusy_whenAsManyAreInHandAsItTakes() {
    // given
    Promise<Void> release = Promise.promise();
    AtomicInteger begun = new AtomicInteger();
    fixture.deploy(
        "node-a",
        2,
        server ->
            server.serve(
                AGAIN,
                (request, call) -> {
                  begun.incrementAndGet();
                  release.future().await();
                  return request;
                }));
    Future<IdRequest> first = fixture.client.send(AGAIN, REQUEST);
    Future<IdRequest> second = fixture.client.send(AGAIN, REQUEST);
    Awaitility.await().until(() -> begun.get() == 2);
    // when
    OpsException refused = refused(() -> fixture.client.call(AGAIN, REQUEST));
    release.complete();
    // then
    assertThat(refused.is(ErrorCode.BUSY)).isTrue();
    assertThat(refused.retryable()).isTrue();
    Future.all(first, second).await();
    assertThat(fixture.client.call(AGAIN, REQUEST)).isEqualTo(REQUEST);
    assertThat(begun).hasValue(3);
  }

  @Test
  void serve_shouldAnswerOtherOperations_whenOneIsFlooded() {
    // given
    Promise<Void> release = Promise.promise();
    AtomicInteger begun = new AtomicInteger();
    fixture.deploy(
        "node-a",
        1,
        server -> {
          server.serve(
              AGAIN,
              (request, call) -> {
                begun.incrementAndGet();
                release.future().await();
                return request;
              });
          server.serve(ONCE, (request, call) -> request);
        });
    Future<IdRequest> flooding = fixture.client.send(AGAIN, REQUEST);
    Awaitility.await().until(() -> begun.get() == 1);
    // when
    OpsException refused = refused(() -> fixture.client.call(AGAIN, REQUEST));
    IdRequest other = fixture.client.call(ONCE, REQUEST);
    release.complete();
    // then
    assertThat(refused.is(ErrorCode.BUSY)).isTrue();
    assertThat(other).isEqualTo(REQUEST);
    flooding.await();
  }

  @Test
  void serve_shouldAnswerInternal_whenAnExceptionEscapes() {
    // given
    List<Throwable> defects =
        List.of(
            new IllegalStateException("the password is sesame"),
            new AssertionError("sesame"),
            new NullPointerException("sesame"));
    AtomicInteger next = new AtomicInteger();
    fixture.deploy(
        "node-a",
        server ->
            server.serve(AGAIN, (request, call) -> fail(defects.get(next.getAndIncrement()))));
    for (int i = 0; i < defects.size(); i++) {
      // when
      OpsException refused = refused(() -> fixture.client.call(AGAIN, REQUEST));
      // then
      assertThat(refused.is(ErrorCode.INTERNAL)).isTrue();
      assertThat(refused.getMessage()).doesNotContain("sesame");
    }
  }

  @Test
  void serve_shouldTellTheError_whenTheHandlerRefuses() {
    // given
    OpsException error =
        new OpsException(
            ErrorCode.JOB_NAME_TAKEN, "Taken", List.of(new FieldError("/name", "Taken")));
    fixture.deploy("node-a", server -> server.serve(AGAIN, (request, call) -> fail(error)));
    // when
    OpsException refused = refused(() -> fixture.client.call(AGAIN, REQUEST));
    // then
    assertThat(refused.toMessage()).isEqualTo(error.toMessage());
  }

  @Test
  void serve_shouldTellTheHandlerWhoAsks_whenTheContextIsVerified() {
    // given
    AtomicReference<Call> seen = new AtomicReference<>();
    fixture.deploy(
        "node-a",
        server ->
            server.serve(
                AGAIN,
                (request, call) -> {
                  seen.set(call);
                  return request;
                }));
    Trace trace = Trace.begin();
    // when
    fixture
        .client
        .send(
            AGAIN,
            REQUEST,
            new Origin(fixture.signer.token(), trace, Clock.systemUTC().instant().plusSeconds(1)))
        .await();
    // then
    assertThat(seen.get().caller()).isEqualTo(CallerContext.ofService("callers"));
    assertThat(seen.get().correlationId()).isEqualTo(trace.traceId());
  }

  @Test
  void serve_shouldRefuse_whenThereIsNoContextOrAForgedOne() {
    // given
    AtomicInteger served = serveCounting();
    ContextSigner unknown =
        new ContextSigner(
            fixture.vertx, "callers", SigningKey.generate("callers:unknown"), Clock.systemUTC());
    for (DeliveryOptions options :
        List.of(
            new DeliveryOptions(), context("nonsense"), context(changed(fixture.signer.token())))) {
      // when
      OpsException refused = refused(() -> fixture.raw(Wire.encode(REQUEST), options));
      // then
      assertThat(refused.is(ErrorCode.UNAUTHENTICATED)).isTrue();
    }
    // when
    OpsException refused =
        refused(() -> fixture.raw(Wire.encode(REQUEST), context(unknown.token())));
    // then: its key may still be announced
    assertThat(refused.is(ErrorCode.SERVICE_UNAVAILABLE)).isTrue();
    assertThat(served).hasValue(0);
  }

  @Test
  void serve_shouldRefuse_whenTheServiceIsNotNamed() {
    // given
    AtomicInteger served = serveCounting();
    DeliveryOptions options = context(fixture.signer("strangers").token());
    // when
    OpsException refused = refused(() -> fixture.raw(Wire.encode(REQUEST), options));
    // then
    assertThat(refused.is(ErrorCode.FORBIDDEN)).isTrue();
    assertThat(served).hasValue(0);
  }

  @Test
  void serve_shouldAskForNoContext_whenAnyMemberMay() {
    // given
    Operation<IdRequest, IdRequest> open =
        Operation.idempotent(AGAIN.address(), IdRequest.class, IdRequest.class, Access.anyMember());
    fixture.deploy("node-a", server -> server.serve(open, (request, call) -> request));
    // when
    Buffer answer = (Buffer) fixture.raw(Wire.encode(REQUEST), new DeliveryOptions());
    // then
    assertThat(Wire.decode(answer, IdRequest.class)).isEqualTo(REQUEST);
  }

  @Test
  void serve_shouldRefuse_whenTheDeadlinePassed() {
    // given
    AtomicInteger served = serveCounting();
    long past = Clock.systemUTC().instant().minus(Duration.ofSeconds(1)).toEpochMilli();
    // when
    OpsException late =
        refused(
            () ->
                fixture.raw(
                    Wire.encode(REQUEST), good().addHeader("deadline-ms", Long.toString(past))));
    OpsException nonsense =
        refused(() -> fixture.raw(Wire.encode(REQUEST), good().addHeader("deadline-ms", "soon")));
    // then
    assertThat(late.is(ErrorCode.DEADLINE_EXCEEDED)).isTrue();
    assertThat(nonsense.is(ErrorCode.MALFORMED_REQUEST)).isTrue();
    assertThat(served).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"id\": 7}", "{\"id\": \"x\"}", "{}"})
  void serve_shouldRefuse_whenTheBodyIsNotTheRequest(String body) {
    // given
    AtomicInteger served = serveCounting();
    // when
    OpsException refused = refused(() -> fixture.raw(Buffer.buffer(body), good()));
    // then
    assertThat(refused.is(ErrorCode.MALFORMED_REQUEST)).isTrue();
    assertThat(served).hasValue(0);
  }

  @Test
  void serve_shouldRefuse_whenTheBodyIsNoJsonAtAll() {
    // given
    serveCounting();
    List<Object> bodies = new ArrayList<>(List.of("text", 7, new byte[] {1}));
    bodies.add(null);
    for (Object body : bodies) {
      // when
      OpsException refused = refused(() -> fixture.raw(body, good()));
      // then
      assertThat(refused.is(ErrorCode.MALFORMED_REQUEST)).isTrue();
    }
  }

  @Test
  void serve_shouldAnswerAJsonObject_whenAskedWithOne() {
    // given
    serveCounting();
    JsonObject body = new JsonObject().put("id", Ids.ADMIN_USER.toString());
    // when
    JsonObject answer = (JsonObject) fixture.raw(body, good());
    // then
    assertThat(answer).isEqualTo(body);
  }

  @Test
  void stop_shouldWaitForWhatIsInHand_whenAnInstanceIsUndeployed() {
    // given
    Promise<Void> release = Promise.promise();
    AtomicInteger begun = new AtomicInteger();
    String deployment =
        fixture.deploy(
            "node-a",
            server ->
                server.serve(
                    AGAIN,
                    (request, call) -> {
                      begun.incrementAndGet();
                      release.future().await();
                      return request;
                    }));
    Future<IdRequest> answer = fixture.client.send(AGAIN, REQUEST);
    Awaitility.await().until(() -> begun.get() == 1);
    // when
    Future<Void> undeployed = fixture.vertx.undeploy(deployment);
    assertThat(undeployed.isComplete()).isFalse();
    release.complete();
    // then
    assertThat(answer.await()).isEqualTo(REQUEST);
    undeployed.timeout(5, TimeUnit.SECONDS).await();
  }

  private AtomicInteger serveCounting() {
    AtomicInteger served = new AtomicInteger();
    fixture.deploy(
        "node-a",
        server ->
            server.serve(
                AGAIN,
                (request, call) -> {
                  served.incrementAndGet();
                  return request;
                }));
    return served;
  }

  /** Its header and claims under another signature. */
  private String changed(String token) {
    String other = fixture.signer("callers").token();
    return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
  }

  private DeliveryOptions good() {
    return context(fixture.signer.token());
  }

  private static DeliveryOptions context(String token) {
    return new DeliveryOptions().setSendTimeout(5000).addHeader("context", token);
  }

  private static IdRequest fail(Throwable defect) {
    if (defect instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) defect;
  }

  private static OpsException refused(ThrowingCallable call) {
    OpsException refused = catchThrowableOfType(OpsException.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }
}
