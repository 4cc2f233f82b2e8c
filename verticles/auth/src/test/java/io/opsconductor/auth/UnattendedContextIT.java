package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.ListUserTokens;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.testing.TestClient;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UnattendedContextIT {
  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static IssuedContext issue(UUID id) {
    return node.harness
        .service("schedules")
        .call(AuthOperations.ISSUE_UNATTENDED_CONTEXT, new IdRequest(id));
  }

  private static TestClient bearing(IssuedContext context) {
    return node.harness.bearing(context.token().reveal());
  }

  @Test
  void issue_shouldGiveAPersonWhatItMayDoNow_withoutASession() {
    // given
    Principal ann = node.person(Ids.DEFAULT_ORGANIZATION, "token:read", "job:run@some");
    // when
    IssuedContext context = issue(ann.id());
    // then
    assertThat(context.userId()).isEqualTo(ann.id());
    assertThat(context.organizationId()).isEqualTo(Ids.DEFAULT_ORGANIZATION);
    assertThat(context.roles()).isEqualTo(ann.roles());
    assertThat(context.permissions()).containsExactlyInAnyOrder("token:read", "job:run@some");
    assertThat(context.sessionId()).isNull();
    assertThat(context.tokenId()).isNull();
    assertThat(context.mustEnrol()).isNull();
    assertThat(context.serviceAccount()).isNull();
    assertThat(context.expiresAt())
        .isAfter(node.clock.instant())
        .isBeforeOrEqualTo(node.clock.instant().plus(ContextSigner.LIFETIME));
  }

  @Test
  void issue_shouldGiveAContextThatIsAccepted_butNeverAsASession() {
    // given
    Principal ann = node.person(Ids.DEFAULT_ORGANIZATION, "token:read");
    TestClient client = bearing(issue(ann.id()));
    // when
    int tokens =
        client
            .call(AuthOperations.LIST_USER_TOKENS, new ListUserTokens(ann.id(), null))
            .items()
            .size();
    // then
    assertThat(tokens).isZero();
    refusedWith(ErrorCode.FORBIDDEN, () -> client.call(AuthOperations.GET_MFA, Empty.INSTANCE));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> client.call(AuthOperations.END_USER_SESSIONS, new IdRequest(ann.id())));
  }

  @Test
  void issue_shouldGiveAServiceAccountItsOwn() {
    // given
    Principal robot = node.account("job:run");
    // when
    IssuedContext context = issue(robot.id());
    // then
    assertThat(context.username()).isEqualTo(robot.username());
    assertThat(context.permissions()).containsExactly("job:run");
    assertThat(context.serviceAccount()).isTrue();
  }

  @Test
  void issue_shouldBeRefused_whenThereIsNone() {
    // given
    UUID nobody = Ids.next();
    // then
    refusedWith(ErrorCode.NOT_FOUND, () -> issue(nobody));
  }

  @Test
  void issue_shouldBeRefused_whenItIsDisabled() {
    // given
    Principal gone = AuthNode.principal(Ids.next(), "gone", false);
    node.users.put(gone.id(), gone);
    // then
    refusedWith(ErrorCode.FORBIDDEN, () -> issue(gone.id()));
  }

  @Test
  void issue_shouldBeRefused_whenAnotherServiceAsks() {
    // given
    Principal ann = node.person(Ids.DEFAULT_ORGANIZATION, "job:run");
    // then
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            node.harness
                .service("gateway")
                .call(AuthOperations.ISSUE_UNATTENDED_CONTEXT, new IdRequest(ann.id())));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            node.session(ann)
                .call(AuthOperations.ISSUE_UNATTENDED_CONTEXT, new IdRequest(ann.id())));
  }
}
