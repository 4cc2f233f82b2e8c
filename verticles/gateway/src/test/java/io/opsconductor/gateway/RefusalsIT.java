package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.targets.TargetOperations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RefusalsIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final List<EventEnvelope> TOLD = new CopyOnWriteArrayList<>();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway =
        new TestGateway(
            Map.of(),
            services ->
                services
                    .serves(
                        AuthOperations.RECORD_DENIALS,
                        (request, call) -> {
                          TOLD.addAll(request.events());
                          return Empty.INSTANCE;
                        })
                    .serves(
                        TargetOperations.GET,
                        (request, call) -> {
                          throw new OpsException(ErrorCode.FORBIDDEN, "by the service");
                        }));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static List<EventEnvelope> told(String field, String value) {
    return TOLD.stream().filter(event -> event.data().path(field).asText().equals(value)).toList();
  }

  @Test
  void request_shouldBeToldOfOnceWithWhoAndWhatAndWhere_whenThePermissionIsMissing() {
    // given
    String token = gateway.token("vera", "job:read");
    UUID target = Ids.next();
    // when
    IntStream.range(0, 20)
        .forEach(
            i ->
                assertThat(
                        gateway
                            .send(gateway.request("/targets/" + target, token).DELETE())
                            .statusCode())
                    .isEqualTo(403));
    // then
    Awaitility.await().atMost(LONG).until(() -> !told("operation", "deleteTarget").isEmpty());
    EventEnvelope event = told("operation", "deleteTarget").getFirst();
    assertThat(event.type()).isEqualTo("access.denied");
    assertThat(event.actor()).isEqualTo("vera");
    assertThat(event.organizationId()).isEqualTo(Ids.DEFAULT_ORGANIZATION);
    assertThat(event.resourceType()).isEqualTo("target");
    assertThat(event.resourceId()).isEqualTo(target);
    assertThat(event.correlationId()).isNotNull();
    assertThat(event.data().path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(event.data().path("reason").asText()).contains("target:write");
    assertThat(told("operation", "deleteTarget")).hasSize(1);
  }

  @Test
  void request_shouldBeToldOfAsNobodys_whenTheTokenIsForged() {
    // given
    gateway.token("fred", "*");
    String forged = gateway.forgedToken("fred");
    // when
    assertThat(gateway.get("/jobs", forged).statusCode()).isEqualTo(401);
    // then
    Awaitility.await().atMost(LONG).until(() -> !told("operation", "listJobs").isEmpty());
    EventEnvelope event = told("operation", "listJobs").getFirst();
    assertThat(event.actor()).isNull();
    assertThat(event.data().path("code").asText()).isEqualTo("unauthenticated");
    assertThat(event.toString()).doesNotContain(forged);
  }

  @Test
  void request_shouldBeLeftToTheService_whenTheServiceRefusesIt() {
    // given
    String token = gateway.token("otto", "target:read");
    // when
    assertThat(gateway.get("/targets/" + Ids.next(), token).statusCode()).isEqualTo(403);
    assertThat(gateway.get("/credentials", token).statusCode()).isEqualTo(403);
    // then
    Awaitility.await().atMost(LONG).until(() -> !told("operation", "listCredentials").isEmpty());
    assertThat(told("operation", "getTarget")).isEmpty();
  }
}
