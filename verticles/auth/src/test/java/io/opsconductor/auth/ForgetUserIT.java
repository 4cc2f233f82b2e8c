package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.CreateToken;
import io.opsconductor.contracts.auth.ForgetUser;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.contracts.auth.TokenCreated;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What auth keeps of a user who is deleted: nothing that opens a door. */
class ForgetUserIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static void forget(Principal user, UUID organizationId) {
    node.harness
        .service("users")
        .call(AuthOperations.FORGET_USER, new ForgetUser(user.id(), organizationId));
  }

  private static TokenCreated token(Principal user) {
    return node.session(user)
        .call(AuthOperations.CREATE_TOKEN, new CreateToken("own", List.of("*"), null, null));
  }

  private static int events(String type, UUID about) {
    return node.count(
        "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = $1"
            + " AND envelope->>'resourceId' = $2",
        type,
        about.toString());
  }

  @Test
  void forget_shouldEndAllWithWhichTheUserSignsIn_andTellOfItOnce() {
    // given
    Map<UUID, String> told = new ConcurrentHashMap<>();
    node.harness
        .hints()
        .subscribe(
            AuthOperations.SESSION_ENDED,
            (SessionEnded end) -> told.put(end.sessionId(), end.reason()))
        .completion()
        .await();
    Principal frida = node.user("frida");
    TokenPair pair = node.login("frida", AuthNode.PASSWORD);
    UUID session = node.context(pair).sessionId();
    TokenCreated token = token(frida);
    TokenCreated ofAnother = token(node.person(frida.organizationId(), "job:run"));
    node.context(token.token());
    // when
    forget(frida, frida.organizationId());
    // then: although users still says that there is such a user
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> node.login("frida", AuthNode.PASSWORD));
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(pair));
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(pair));
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(token.token()));
    refusedWith(ErrorCode.NOT_FOUND, () -> node.setPassword(frida, AuthNode.PASSWORD));
    assertThat(node.context(ofAnother.token()).tokenId()).isEqualTo(ofAnother.id());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(told)
                    .containsEntry(session, "user_deleted")
                    .containsEntry(token.id(), "user_deleted"));
    // when
    forget(frida, frida.organizationId());
    // then
    assertThat(events("token.revoked", token.id())).isOne();
    assertThat(events("session.ended", session)).isOne();
    assertThat(events("user.forgotten", frida.id())).isOne();
    assertThat(events("token.revoked", ofAnother.id())).isZero();
  }

  @Test
  void forget_shouldTakeNothing_whenTheUserIsOfAnotherOrganization() {
    // given
    Principal gerd = node.person(Ids.DEFAULT_ORGANIZATION, "job:run");
    TokenCreated token = token(gerd);
    // when
    forget(gerd, Ids.next());
    // then
    assertThat(node.context(token.token()).tokenId()).isEqualTo(token.id());
    assertThat(events("token.revoked", token.id())).isZero();
    assertThat(events("user.forgotten", gerd.id())).isZero();
  }
}
