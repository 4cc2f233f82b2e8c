package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.auth.keys.AccessKey;
import io.opsconductor.auth.keys.AccessKeys;
import io.opsconductor.auth.keys.KeySeal;
import io.opsconductor.auth.keys.KeyStore;
import io.opsconductor.auth.keys.MasterKey;
import io.opsconductor.auth.password.PasswordHasher;
import io.opsconductor.auth.password.PasswordStore;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ForgetUser;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeysIT {
  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static ServiceKey key(SigningKey key, String service, Duration lifetime) {
    return new ServiceKey(
        key.keyId(), service, key.publicJwk().encode(), node.clock.instant().plus(lifetime));
  }

  private static void announce(ServiceKey key) {
    node.asGateway(AuthOperations.ANNOUNCE_KEY, key);
  }

  private static Optional<ServiceKey> listed(String keyId) {
    return node.asGateway(AuthOperations.LIST_KEYS, Empty.INSTANCE).serviceKeys().stream()
        .filter(key -> key.keyId().equals(keyId))
        .findFirst();
  }

  @Test
  void announce_shouldListTheKeyUntilItExpires_whenItIsNew() {
    // given
    SigningKey key = SigningKey.generate("jobs:1");
    // when
    announce(key(key, "jobs", Duration.ofHours(1)));
    announce(key(key, "jobs", Duration.ofMinutes(10)));
    // then
    assertThat(listed("jobs:1")).isPresent();
    assertThat(listed("jobs:1").get().expiresAt())
        .isAfter(node.clock.instant().plus(Duration.ofMinutes(50)));
    node.harness
        .db()
        .execute(
            "UPDATE service_keys SET expires_at = now() - interval '1 day' WHERE key_id ="
                + " 'jobs:1'");
    assertThat(listed("jobs:1")).isEmpty();
  }

  @Test
  void announce_shouldCutTheTime_whenItIsLong() {
    // when
    announce(key(SigningKey.generate("jobs:long"), "jobs", Duration.ofDays(3650)));
    // then
    assertThat(listed("jobs:long").orElseThrow().expiresAt())
        .isBefore(node.clock.instant().plus(Duration.ofHours(25)));
  }

  @Test
  void announce_shouldBeRefused_whenTheIdIsAnotherKeys() {
    // given
    announce(key(SigningKey.generate("targets:1"), "targets", Duration.ofHours(1)));
    // when, then
    refusedWith(
        ErrorCode.CONFLICT,
        () -> announce(key(SigningKey.generate("targets:1"), "targets", Duration.ofHours(1))));
  }

  @Test
  void announce_shouldBeRefused_whenTheIdIsNotOfTheService() {
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () -> announce(key(SigningKey.generate("targets:2"), "jobs", Duration.ofHours(1))));
  }

  @Test
  void announce_shouldBeRefused_whenTheKeyIsPrivateOrNoKey() {
    // given
    SigningKey key = SigningKey.generate("jobs:2");
    Instant end = node.clock.instant().plusSeconds(60);
    // when, then
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () -> announce(new ServiceKey("jobs:2", "jobs", key.privateJwk().encode(), end)));
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () -> announce(new ServiceKey("jobs:2", "jobs", "{\"kty\":\"oct\",\"k\":\"x\"}", end)));
  }

  @Test
  void announce_shouldBeForbidden_whenSomebodyPosesAsAuth() {
    // given
    String own =
        node.asGateway(AuthOperations.LIST_KEYS, Empty.INSTANCE).serviceKeys().stream()
            .filter(key -> key.service().equals("auth"))
            .findFirst()
            .orElseThrow()
            .keyId();
    // when, then
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> announce(key(SigningKey.generate("auth:evil"), "auth", Duration.ofHours(1))));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> announce(key(SigningKey.generate(own), "auth", Duration.ofHours(1))));
  }

  @Test
  void load_shouldMakeOneKey_whenManyNodesStartAtOnce() throws Exception {
    // given
    Db db = node.harness.db();
    KeyStore store = new KeyStore(db, new KeySeal(MasterKey.of(AuthNode.MASTER_KEY)));
    Instant future = Instant.parse("2100-01-01T00:00:00Z");
    List<Future<List<AccessKey>>> loads = new ArrayList<>();
    // when
    try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        loads.add(nodes.submit(() -> AuthNode.stored(db, store).load(future)));
      }
    }
    // then
    for (Future<List<AccessKey>> load : loads) {
      assertThat(load.get()).hasSize(1);
      assertThat(load.get().getFirst().key().keyId())
          .isEqualTo(loads.getFirst().get().getFirst().key().keyId());
    }
  }

  @Test
  void load_shouldMakeTheNextKeyADayAhead_whenTheLastOneNearsItsEnd() {
    // given
    KeyStore store =
        new KeyStore(node.harness.db(), new KeySeal(MasterKey.of(AuthNode.MASTER_KEY)));
    AccessKeys keys = AuthNode.stored(node.harness.db(), store);
    Instant begin = Instant.parse("2200-01-01T00:00:00Z");
    AccessKey first = keys.load(begin).getFirst();
    // when
    List<AccessKey> before = keys.load(first.signsUntil().minus(Duration.ofHours(25)));
    List<AccessKey> near = keys.load(first.signsUntil().minus(Duration.ofHours(23)));
    List<AccessKey> after = keys.load(first.verifiesUntil().plusSeconds(1));
    // then
    assertThat(before).hasSize(1);
    assertThat(near).hasSize(2);
    assertThat(near.getLast().signsFrom()).isEqualTo(first.signsUntil());
    assertThat(after)
        .extracting(key -> key.key().keyId())
        .containsExactly(near.getLast().key().keyId());
  }

  @Test
  void load_shouldSayWhatToDo_whenTheMasterKeyIsAnother() {
    // given
    KeyStore store = new KeyStore(node.harness.db(), new KeySeal(MasterKey.random()));
    // when, then
    assertThatThrownBy(() -> AuthNode.stored(node.harness.db(), store).load(node.clock.instant()))
        .hasMessageContaining("auth.master_key_file");
  }

  @Test
  void bootstrap_shouldKeepThePassword_whenOneIsThere() {
    // given
    SecretText later = new SecretText("another-password");
    // when
    AdminBootstrap outcome = bootstrap().run(Optional.of(later));
    // then
    assertThat(outcome).isEqualTo(AdminBootstrap.EXISTED);
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> node.login("admin", later));
    assertThat(node.login("admin", AuthNode.ADMIN_PASSWORD)).isNotNull();
  }

  @Test
  void bootstrap_shouldCreateOnce_whenManyNodesStartAtOnce() throws Exception {
    // given
    try (AuthNode fresh = new AuthNode()) {
      Db db = fresh.harness.db();
      db.execute("DELETE FROM passwords WHERE user_id = $1", Ids.ADMIN_USER);
      db.execute("DELETE FROM first_administrators");
      BootstrapAdmin bootstrap = bootstrap(db);
      assertThat(bootstrap.run(Optional.empty())).isEqualTo(AdminBootstrap.MISSING);
      List<Future<AdminBootstrap>> outcomes = new ArrayList<>();
      // when
      try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 4; i++) {
          SecretText given = new SecretText("password of node " + i);
          outcomes.add(nodes.submit(() -> bootstrap.run(Optional.of(given))));
        }
      }
      // then
      List<AdminBootstrap> seen = new ArrayList<>();
      for (Future<AdminBootstrap> outcome : outcomes) {
        seen.add(outcome.get());
      }
      assertThat(seen)
          .containsExactlyInAnyOrder(
              AdminBootstrap.CREATED,
              AdminBootstrap.EXISTED,
              AdminBootstrap.EXISTED,
              AdminBootstrap.EXISTED);
    }
  }

  @Test
  void bootstrap_shouldMakeNoOtherPassword_whenTheFirstAdministratorWasDeleted() {
    // given
    try (AuthNode fresh = new AuthNode()) {
      fresh
          .harness
          .service("users")
          .call(
              AuthOperations.FORGET_USER, new ForgetUser(Ids.ADMIN_USER, Ids.DEFAULT_ORGANIZATION));
      BootstrapAdmin nextStart = bootstrap(fresh.harness.db());
      // when, then
      assertThat(nextStart.run(Optional.empty())).isEqualTo(AdminBootstrap.EXISTED);
      assertThat(nextStart.run(Optional.of(AuthNode.ADMIN_PASSWORD)))
          .isEqualTo(AdminBootstrap.EXISTED);
      refusedWith(ErrorCode.BAD_CREDENTIALS, () -> fresh.login("admin", AuthNode.ADMIN_PASSWORD));
    }
  }

  private static BootstrapAdmin bootstrap() {
    return bootstrap(node.harness.db());
  }

  private static BootstrapAdmin bootstrap(Db db) {
    return new BootstrapAdmin(
        db,
        new PasswordStore(db),
        new PasswordHasher(),
        new Outbox("auth", Clock.systemUTC(), event -> {}));
  }
}
