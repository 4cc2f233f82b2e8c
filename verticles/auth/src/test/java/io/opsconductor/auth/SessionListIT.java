package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.auth.session.RefreshTokenRow;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.EndSessions;
import io.opsconductor.contracts.auth.ListUserSessions;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SessionPage;
import io.opsconductor.contracts.auth.SessionView;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionListIT {
  private static final SessionClient LAPTOP = new SessionClient("Firefox", "192.0.2.1");
  private static final SessionClient TRAIN = new SessionClient("Firefox, newer", "2001:db8::7");

  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static <Q, R> R as(TokenPair pair, Operation<Q, R> operation, Q request) {
    return node.harness.bearing(node.context(pair).token().reveal()).call(operation, request);
  }

  private static List<SessionView> sessions(TokenPair pair) {
    return as(pair, AuthOperations.LIST_SESSIONS, PageRequest.first()).items();
  }

  private static UUID id(TokenPair pair) {
    return node.context(pair).sessionId();
  }

  private static TokenPair administrator(String username, UUID organizationId) {
    node.user(
        new Principal(
            Ids.next(),
            username,
            organizationId,
            true,
            List.of("admin"),
            List.of("session:read", "session:end")));
    return node.login(username, PASSWORD);
  }

  private static List<Map<String, String>> endings(UUID session) {
    return node.harness
        .db()
        .list(
            "SELECT envelope->>'actor', envelope->'data'->>'reason', envelope->>'organizationId'"
                + " FROM outbox WHERE envelope->>'type' = 'session.ended'"
                + " AND envelope->>'resourceId' = $1",
            row ->
                Map.of(
                    "actor", row.getString(0),
                    "reason", row.getString(1),
                    "organization", row.getString(2)),
            session.toString());
  }

  private static Map<String, String> ending(String actor, String reason) {
    return Map.of(
        "actor", actor, "reason", reason, "organization", Ids.DEFAULT_ORGANIZATION.toString());
  }

  @Test
  void list_shouldShowDeviceAddressAndTimes_whenASessionIsRefreshedElsewhere() {
    // given
    node.user("ann");
    Instant begun = node.clock.instant();
    TokenPair first = node.login("ann", PASSWORD, LAPTOP);
    node.clock.forward(Duration.ofMinutes(5));
    TokenPair refreshed = node.refresh(first, TRAIN);
    Instant seen = node.clock.instant();
    TokenPair other = node.login("ann", PASSWORD);
    // when
    List<SessionView> found = sessions(refreshed);
    // then
    assertThat(found).extracting(SessionView::id).containsExactly(id(other), id(refreshed));
    assertThat(found).extracting(SessionView::current).containsExactly(false, true);
    SessionView laptop = found.getLast();
    assertThat(laptop.device()).isEqualTo("Firefox");
    assertThat(laptop.address()).isEqualTo("192.0.2.1");
    assertThat(laptop.lastAddress()).isEqualTo("2001:db8::7");
    assertThat(laptop.firstSeenAt()).isBetween(cut(begun), cut(seen).minusSeconds(200));
    assertThat(laptop.lastSeenAt()).isBetween(cut(seen).minusSeconds(60), cut(seen).plusSeconds(1));
    assertThat(found.getFirst().device()).isNull();
    assertThat(found.getFirst().address()).isNull();
  }

  /** The database keeps microseconds. */
  private static Instant cut(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }

  @Test
  void list_shouldComeInParts_whenThereAreMore() {
    // given
    node.user("bob");
    List<UUID> begun = new ArrayList<>();
    TokenPair pair = null;
    for (int i = 0; i < 5; i++) {
      pair = node.login("bob", PASSWORD);
      begun.addFirst(id(pair));
    }
    // when
    List<UUID> found = new ArrayList<>();
    String cursor = null;
    do {
      SessionPage page = as(pair, AuthOperations.LIST_SESSIONS, new PageRequest(2, cursor));
      assertThat(page.items().size()).isLessThanOrEqualTo(2);
      page.items().forEach(session -> found.add(session.id()));
      cursor = page.nextCursor();
    } while (cursor != null);
    // then
    assertThat(found).isEqualTo(begun);
    TokenPair last = pair;
    refusedWith(
        ErrorCode.BAD_CURSOR,
        () -> as(last, AuthOperations.LIST_SESSIONS, new PageRequest(2, "nonsense")));
  }

  @Test
  void list_shouldLeaveOut_whatNobodyCanGoOnWith() {
    // given
    node.user("cid");
    TokenPair stale = node.login("cid", PASSWORD);
    TokenPair ended = node.login("cid", PASSWORD);
    TokenPair live = node.login("cid", PASSWORD);
    node.harness
        .db()
        .execute(
            "UPDATE sessions SET last_seen_at = last_seen_at - interval '31 days' WHERE id = $1",
            id(stale));
    node.logout(ended);
    // when, then
    assertThat(sessions(live)).extracting(SessionView::id).containsExactly(id(live));
  }

  @Test
  void end_shouldEndThatSessionAlone_whenItIsOneOfMine() {
    // given
    node.user("dot");
    TokenPair here = node.login("dot", PASSWORD);
    TokenPair there = node.login("dot", PASSWORD);
    IdRequest request = new IdRequest(id(there));
    List<UUID> hinted = new CopyOnWriteArrayList<>();
    node.harness
        .hints()
        .subscribe(AuthOperations.SESSION_ENDED, hint -> hinted.add(hint.sessionId()));
    // when
    as(here, AuthOperations.END_SESSION, request);
    as(here, AuthOperations.END_SESSION, request);
    // then
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(there));
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(there));
    assertThat(sessions(here)).extracting(SessionView::id).containsExactly(id(here));
    assertThat(endings(request.id())).containsExactly(ending("dot", "ended_by_user"));
    await().until(() -> hinted.contains(request.id()));
  }

  @Test
  void end_shouldEndThePresentSession_whenItIsAsked() {
    // given
    node.user("eve");
    TokenPair here = node.login("eve", PASSWORD);
    // when
    as(here, AuthOperations.END_SESSION, new IdRequest(id(here)));
    // then
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(here));
  }

  @Test
  void end_shouldFindNothing_whenTheSessionIsForeignOrUnknown() {
    // given
    node.user("fay");
    node.user("gus");
    TokenPair mine = node.login("fay", PASSWORD);
    TokenPair foreign = node.login("gus", PASSWORD);
    // when, then
    for (UUID id : List.of(id(foreign), Ids.next())) {
      refusedWith(
          ErrorCode.NOT_FOUND, () -> as(mine, AuthOperations.END_SESSION, new IdRequest(id)));
    }
    assertThat(sessions(foreign)).hasSize(1);
  }

  @Test
  void endAll_shouldKeepThePresentSession_whenItIsExcepted() {
    // given
    node.user("hal");
    node.user("ian");
    TokenPair here = node.login("hal", PASSWORD);
    TokenPair there = node.login("hal", PASSWORD);
    TokenPair foreign = node.login("ian", PASSWORD);
    UUID other = id(there);
    // when
    int ended = as(here, AuthOperations.END_SESSIONS, new EndSessions(true)).count();
    // then
    assertThat(ended).isEqualTo(1);
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(there));
    assertThat(sessions(here)).extracting(SessionView::current).containsExactly(true);
    assertThat(sessions(foreign)).hasSize(1);
    assertThat(endings(other)).containsExactly(ending("hal", "ended_by_user"));
    assertThat(as(here, AuthOperations.END_SESSIONS, new EndSessions(false)).count()).isEqualTo(1);
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(here));
  }

  @Test
  void ofUser_shouldShowAndEndThem_whenAnAdministratorAsks() {
    // given
    Principal jan = node.user("jan");
    TokenPair one = node.login("jan", PASSWORD, LAPTOP);
    TokenPair two = node.login("jan", PASSWORD);
    List<UUID> ids = List.of(id(two), id(one));
    TokenPair boss = administrator("boss", Ids.DEFAULT_ORGANIZATION);
    // A user who may not sign in has sessions all the same.
    node.users.put(jan.id(), AuthNode.principal(jan.id(), "jan", false));
    // when
    SessionPage page =
        as(boss, AuthOperations.LIST_USER_SESSIONS, new ListUserSessions(jan.id(), null));
    int ended = as(boss, AuthOperations.END_USER_SESSIONS, new IdRequest(jan.id())).count();
    // then
    assertThat(page.items()).extracting(SessionView::id).isEqualTo(ids);
    assertThat(page.items()).extracting(SessionView::current).containsOnly(false);
    assertThat(ended).isEqualTo(2);
    node.users.put(jan.id(), jan);
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(one));
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(two));
    assertThat(endings(ids.getFirst())).containsExactly(ending("boss", "ended_by_administrator"));
  }

  @Test
  void ofUser_shouldBeRefused_whenTheCallerMayNotOrTheUserIsOfAnotherOrganization() {
    // given
    Principal kim = node.user("kim");
    TokenPair pair = node.login("kim", PASSWORD);
    ListUserSessions list = new ListUserSessions(kim.id(), null);
    IdRequest end = new IdRequest(kim.id());
    TokenPair stranger = administrator("stranger", Ids.next());
    TokenPair chief = administrator("chief", Ids.DEFAULT_ORGANIZATION);
    // when, then
    refusedWith(ErrorCode.FORBIDDEN, () -> as(pair, AuthOperations.LIST_USER_SESSIONS, list));
    refusedWith(ErrorCode.FORBIDDEN, () -> as(pair, AuthOperations.END_USER_SESSIONS, end));
    refusedWith(ErrorCode.NOT_FOUND, () -> as(stranger, AuthOperations.LIST_USER_SESSIONS, list));
    refusedWith(ErrorCode.NOT_FOUND, () -> as(stranger, AuthOperations.END_USER_SESSIONS, end));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> as(chief, AuthOperations.END_USER_SESSIONS, new IdRequest(Ids.next())));
    assertThat(sessions(pair)).hasSize(1);
  }

  @Test
  void ending_shouldNameWhoAsked_whenTheSessionIsLoggedOutOrItsTokenIsStolen() {
    // given
    node.user("lea");
    TokenPair out = node.login("lea", PASSWORD);
    TokenPair stolen = node.login("lea", PASSWORD);
    UUID outId = id(out);
    UUID stolenId = id(stolen);
    // when
    node.logout(out);
    node.refresh(stolen);
    node.clock.forward(RefreshTokenRow.GRACE.plusSeconds(1));
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(stolen));
    // then
    assertThat(endings(outId)).containsExactly(ending("lea", "logout"));
    assertThat(endings(stolenId)).containsExactly(ending("auth", "refresh_token_reused"));
  }
}
