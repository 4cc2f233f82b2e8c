package io.opsconductor.workers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.testkit.TestSshd;
import io.opsconductor.workers.ssh.HostKeyVerifier.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SshPoolIT {

  private static TestSshd sshd;
  private static SshConnector connector;
  private final SshPool pool = new SshPool(settings(2, Duration.ofSeconds(60)));

  @BeforeAll
  static void startServer() {
    sshd = TestSshd.start();
    connector = new SshConnector(SshSettings.defaults());
  }

  @AfterAll
  static void stopServer() {
    connector.close();
    sshd.close();
  }

  @AfterEach
  void closePool() {
    pool.close();
  }

  @Test
  void take_shouldGiveTheSameConnection_whenItWasGivenBack() throws Exception {
    // given
    PoolKey key = key(1);
    SshConnection connection = connect();
    pool.giveBack(key, connection);

    // then
    assertThat(pool.take(key, Optional.empty())).containsSame(connection);
    assertThat(pool.take(key, Optional.empty())).isEmpty();
    assertThat(Ssh.run(connection, "echo hi").out()).isEqualTo("hi\n");
    connection.close();
  }

  @Test
  void take_shouldCloseTheOldOnes_whenTheCredentialIsNewer() throws Exception {
    // given
    PoolKey old = key(1);
    SshConnection connection = connect();
    pool.giveBack(old, connection);

    // when
    Optional<SshConnection> taken = pool.take(withVersion(old, 2), Optional.empty());

    // then
    assertThat(taken).isEmpty();
    await().until(() -> !connection.isOpen());
  }

  @Test
  void takeAfter_shouldLeaveTheNewOnes_whenTheTaskHadTheCredentialOfBefore() throws Exception {
    // given
    PoolKey old = key(1);
    SshConnection connection = connect();
    pool.giveBack(withVersion(old, 2), connection);

    // when
    Optional<SshConnection> taken = pool.takeAfter(old, Optional.empty());

    // then
    assertThat(taken).isEmpty();
    assertThat(pool.takeAfter(withVersion(old, 2), Optional.empty())).containsSame(connection);
    assertThat(connection.isOpen()).isTrue();
    connection.close();
  }

  @Test
  void take_shouldCloseTheOldOnes_whenTheHostKeyIsAnother() throws Exception {
    // given
    PoolKey key = key(1);
    SshConnection connection = connect();
    pool.giveBack(key, connection);

    // then
    assertThat(pool.take(key, Optional.of(HostKey.parse(sshd.hostKey("rsa"))))).isEmpty();
    await().until(() -> !connection.isOpen());
  }

  @Test
  void take_shouldGiveIt_whenTheHostKeyWasPinnedMeanwhile() throws Exception {
    // given
    PoolKey key = key(1);
    SshConnection connection = connect();
    pool.giveBack(key, connection);

    // then
    assertThat(pool.take(key, Optional.of(connection.hostKey()))).containsSame(connection);
    connection.close();
  }

  @Test
  void take_shouldPassOverIt_whenTheServerHungUp() throws Exception {
    // given
    PoolKey key = key(1);
    SshConnection connection = connect();
    pool.giveBack(key, connection);

    // when
    sshd.killConnections();
    await().until(() -> !connection.isOpen());

    // then
    assertThat(pool.take(key, Optional.empty())).isEmpty();
  }

  @Test
  void giveBack_shouldCloseTheLeastRecentlyUsed_whenThereAreTooMany() throws Exception {
    // given
    SshConnection first = connect();
    SshConnection second = connect();
    SshConnection third = connect();

    // when
    pool.giveBack(key(1), first);
    pool.giveBack(key(1), second);
    pool.giveBack(key(1), third);

    // then
    await().until(() -> !first.isOpen());
    assertThat(pool.size()).isEqualTo(2);
  }

  @Test
  void giveBack_shouldClose_whenTheCredentialChangedWhileItWasInUse() throws Exception {
    // given
    PoolKey key = key(1);
    SshConnection before = connect();
    pool.giveBack(key, before);
    assertThat(pool.take(key, Optional.empty())).containsSame(before);

    // when
    pool.evictCredential(key.credentialId());
    SshConnection after = connect();
    pool.giveBack(key, before);
    pool.giveBack(key, after);

    // then
    await().until(() -> !before.isOpen());
    assertThat(pool.take(key, Optional.empty())).containsSame(after);
    after.close();
  }

  @Test
  void evict_shouldClose_whenTheTargetOrCredentialIsNamed() throws Exception {
    // given
    PoolKey one = key(1);
    PoolKey two = key(1);
    SshConnection ofOne = connect();
    SshConnection ofTwo = connect();
    pool.giveBack(one, ofOne);
    pool.giveBack(two, ofTwo);

    // when
    pool.evictTarget(one.targetId());
    pool.evictCredential(two.credentialId());

    // then
    assertThat(pool.size()).isZero();
    await().until(() -> !ofOne.isOpen() && !ofTwo.isOpen());
  }

  @Test
  void pool_shouldClose_whenAConnectionWasUnusedForTooLong() throws Exception {
    try (SshPool impatient = new SshPool(settings(10, Duration.ofMillis(100)))) {
      // given
      SshConnection connection = connect();

      // when
      impatient.giveBack(key(1), connection);

      // then
      await().until(() -> !connection.isOpen());
      assertThat(impatient.size()).isZero();
    }
  }

  private static SshConnection connect() throws Exception {
    return connector.connect(Ssh.endpoint(sshd), Ssh.key(sshd), key -> Verdict.ACCEPTED);
  }

  private static PoolKey key(int version) {
    return new PoolKey(UUID.randomUUID(), UUID.randomUUID(), "h", 22, UUID.randomUUID(), version);
  }

  private static PoolKey withVersion(PoolKey key, int version) {
    return new PoolKey(
        key.organizationId(), key.targetId(), key.host(), key.port(), key.credentialId(), version);
  }

  private static SshSettings settings(int maxIdle, Duration idleTimeout) {
    return new SshSettings(
        Duration.ofSeconds(10),
        32,
        32,
        Duration.ofMillis(300),
        Duration.ofSeconds(5),
        idleTimeout,
        Duration.ofMinutes(10),
        maxIdle,
        Duration.ofSeconds(5),
        1L << 30);
  }
}
