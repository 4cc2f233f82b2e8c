package io.opsconductor.platform.bus;

import static io.opsconductor.platform.bus.BusFixture.AGAIN;
import static io.opsconductor.platform.bus.BusFixture.ONCE;
import static io.opsconductor.platform.bus.BusFixture.REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.ErrorMessage;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.denial.Denial;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusalsIT {
  private static final Operation<IdRequest, IdRequest> READ =
      Operation.idempotent(
          "ops.echo.v1.thing.read",
          IdRequest.class,
          IdRequest.class,
          Access.permission("target:read"));

  private final BusFixture fixture = new BusFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void ask(Operation<IdRequest, IdRequest> operation, String token) {
    Origin origin =
        new Origin(token, Trace.begin(), Clock.systemUTC().instant().plusSeconds(20), "192.0.2.1");
    fixture.client.send(operation, REQUEST, origin).await();
  }

  private void refused(Operation<IdRequest, IdRequest> operation, String token) {
    assertThatThrownBy(() -> ask(operation, token)).isInstanceOf(OpsException.class);
  }

  private String user(String... permissions) {
    return fixture
        .signer("auth")
        .token(
            new CallerContext.User(
                Ids.ADMIN_USER,
                "ann",
                Ids.DEFAULT_ORGANIZATION,
                Ids.next(),
                List.of("viewer", "own"),
                Set.of(permissions)));
  }

  @Test
  void serve_shouldTellWhoAskedForWhatFromWhere_whenThePermissionIsMissing() {
    // given
    fixture.deploy("node-a", server -> server.serve(READ, (request, call) -> request));
    // when
    refused(READ, user("target:write"));
    // then
    Denial told = fixture.denials.getFirst();
    assertThat(told.who())
        .isEqualTo(new Denial.Who(Ids.DEFAULT_ORGANIZATION, Ids.ADMIN_USER, "ann", null));
    assertThat(told.operation()).isEqualTo(READ.address());
    assertThat(told.code()).isEqualTo("forbidden");
    assertThat(told.reason()).contains("target:read");
    assertThat(told.resourceType()).isEqualTo("thing");
    assertThat(told.resourceId()).isEqualTo(REQUEST.id());
    assertThat(told.address()).isEqualTo("192.0.2.1");
    assertThat(told.correlationId()).hasSize(32);
  }

  @Test
  void serve_shouldTellOfNobody_whenTheContextIsForged() {
    // given
    fixture.deploy("node-a", server -> server.serve(READ, (request, call) -> request));
    // when
    refused(READ, "x" + user("target:read"));
    // then
    assertThat(fixture.denials)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.who()).isEqualTo(Denial.Who.UNKNOWN);
              assertThat(told.code()).isEqualTo("unauthenticated");
            });
  }

  @Test
  void serve_shouldTellOnce_whenAnotherServiceRefusedIt() {
    // given
    OpsException elsewhere =
        new OpsException(ErrorCode.FORBIDDEN, "Refused elsewhere").toMessage().toException();
    OpsException here = new OpsException(ErrorCode.MORE_THAN_OWN, "Refused here");
    fixture.deploy(
        "node-a",
        server -> {
          server.serve(
              ONCE,
              (request, call) -> {
                throw elsewhere;
              });
          server.serve(
              AGAIN,
              (request, call) -> {
                throw here;
              });
        });
    // when
    refused(ONCE, fixture.signer.token());
    refused(AGAIN, fixture.signer.token());
    // then
    assertThat(fixture.denials).extracting(Denial::reason).containsExactly("Refused here");
    assertThat(fixture.denials.getFirst().who().name()).isEqualTo("callers");
  }

  @Test
  void serve_shouldTellWhatIsHidden_andNotWhatIsMissing() {
    // given
    OpsException missing = new OpsException(ErrorCode.NOT_FOUND, "There is no thing");
    fixture.deploy(
        "node-a",
        server -> {
          server.serve(
              ONCE,
              (request, call) -> {
                throw missing;
              });
          server.serve(
              AGAIN,
              (request, call) -> {
                throw missing.hiding();
              });
        });
    // when
    refused(ONCE, fixture.signer.token());
    refused(AGAIN, fixture.signer.token());
    // then
    assertThat(fixture.denials).extracting(Denial::operation).containsExactly(AGAIN.address());
    ErrorMessage sent = missing.hiding().toMessage();
    assertThat(sent).isEqualTo(missing.toMessage());
  }

  @Test
  void serve_shouldCountReadsByRoleAndTellOfNone_whenTheyAreAllowed() {
    // given
    fixture.deploy("node-a", server -> server.serve(READ, (request, call) -> request));
    // when
    ask(READ, user("target:read"));
    ask(READ, user("target:read"));
    // then
    assertThat(
            fixture
                .metrics
                .get("opsconductor.reads.allowed")
                .tag("operation", READ.address())
                .tag("role", "viewer")
                .counter()
                .count())
        .isEqualTo(2);
    assertThat(fixture.denials).isEmpty();
  }
}
