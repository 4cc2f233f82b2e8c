package io.opsconductor.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import org.junit.jupiter.api.Test;

class ServiceHarnessIT {
  private static final Operation<IdRequest, IdRequest> ECHO =
      Operation.idempotent(
          "ops.echo.v1.thing.echo",
          IdRequest.class,
          IdRequest.class,
          Access.permission("thing:read"));

  @Test
  void call_shouldReachTheHandler_whenTheUserHasThePermission() {
    // given
    try (ServiceHarness harness =
        ServiceHarness.builder().serves(ECHO, (request, call) -> request).start()) {
      IdRequest request = new IdRequest(Ids.next());
      // when
      IdRequest reply = harness.user("reader", "thing:read").call(ECHO, request);
      // then
      assertThat(reply).isEqualTo(request);
    }
  }

  @Test
  void call_shouldBeForbidden_whenTheUserLacksThePermission() {
    // given
    try (ServiceHarness harness =
        ServiceHarness.builder().serves(ECHO, (request, call) -> request).start()) {
      TestClient stranger = harness.user("stranger", "other:read");
      // when, then
      assertThatThrownBy(() -> stranger.call(ECHO, new IdRequest(Ids.next())))
          .isInstanceOfSatisfying(
              OpsException.class, e -> assertThat(e.code()).isEqualTo("forbidden"));
    }
  }
}
