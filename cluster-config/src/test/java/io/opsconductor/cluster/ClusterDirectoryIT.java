package io.opsconductor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterDirectoryIT {

  private static final MemberAddress ADDRESS = new MemberAddress("127.0.0.1", 5701);

  @TempDir Path data;

  @Test
  void open_shouldFindTheSameCluster_whenOpenedAgain() throws IOException {
    // given
    ClusterIdentity founded = ClusterDirectory.open(data).identity();

    // when
    ClusterIdentity found = ClusterDirectory.open(data).identity();

    // then
    assertThat(found).isEqualTo(founded);
    assertThat(found.secret()).hasSize(64);
  }

  @Test
  void open_shouldAgree_whenManyRace() throws Exception {
    // given
    Set<ClusterIdentity> identities = new HashSet<>();
    try (ExecutorService racers = Executors.newVirtualThreadPerTaskExecutor()) {
      var started =
          IntStream.range(0, 16)
              .mapToObj(n -> racers.submit(() -> ClusterDirectory.open(data).identity()))
              .toList();

      // when
      for (Future<ClusterIdentity> racer : started) {
        identities.add(racer.get());
      }
    }

    // then
    assertThat(identities).hasSize(1);
  }

  @Test
  void open_shouldKeepOthersOut_whenItFoundsOrFindsTheCluster() throws IOException {
    // given
    ClusterDirectory.open(data);
    Path secret = data.resolve("cluster/secret");
    assertThat(mode(secret)).isEqualTo("rw-------");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));

    // when
    ClusterDirectory.open(data);

    // then
    assertThat(mode(secret)).isEqualTo("rw-------");
    assertThat(mode(data.resolve("cluster"))).isEqualTo("rwx------");
    assertThat(mode(data.resolve("cluster/members"))).isEqualTo("rwx------");
  }

  @Test
  void open_shouldSayHowToMend_whenTheSecretIsDamaged() throws IOException {
    // given
    ClusterDirectory.open(data);
    Files.writeString(data.resolve("cluster/secret"), "");

    // when // then
    assertThatThrownBy(() -> ClusterDirectory.open(data))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("restore both or remove both");
  }

  @Test
  void liveMembers_shouldNameANode_whenItAnnouncedItselfAndUntilItWithdraws() throws IOException {
    // given
    ClusterDirectory directory = ClusterDirectory.open(data);

    // when
    directory.announce("a", ADDRESS);

    // then
    assertThat(directory.liveMembers()).containsExactly(Map.entry("a", ADDRESS));
    directory.withdraw("a");
    assertThat(directory.liveMembers()).isEmpty();
  }

  @Test
  void liveMembers_shouldRemoveTheFile_whenItsProcessIsGone() throws Exception {
    // given
    ClusterDirectory directory = ClusterDirectory.open(data);
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path file = write("dead", new MemberRecord(ADDRESS, dead.pid(), Instant.now()).render());

    // when // then
    assertThat(directory.liveMembers()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void liveMembers_shouldKeepTheFile_whenItsProcessRuns() throws Exception {
    // given
    ClusterDirectory directory = ClusterDirectory.open(data);
    Process alive = new ProcessBuilder("sleep", "60").start();
    try {
      Instant start = alive.info().startInstant().orElseThrow();
      write("alive", new MemberRecord(ADDRESS, alive.pid(), start).render());
      write("reused", new MemberRecord(ADDRESS, alive.pid(), start.minusSeconds(60)).render());

      // when // then
      assertThat(directory.liveMembers()).containsOnlyKeys("alive");
    } finally {
      alive.destroyForcibly().waitFor();
    }
  }

  @Test
  void liveMembers_shouldRemoveTheFile_whenAnEarlierLifeHadTheSamePid() throws IOException {
    // given
    ClusterDirectory directory = ClusterDirectory.open(data);
    write("earlier", MemberRecord.ofThisProcess(ADDRESS).render());

    // when // then
    assertThat(directory.liveMembers()).isEmpty();
  }

  @Test
  void liveMembers_shouldRemoveTheFile_whenItIsDamaged() throws IOException {
    // given
    ClusterDirectory directory = ClusterDirectory.open(data);
    Path file = write("damaged", "address=nowhere\n");

    // when // then
    assertThat(directory.liveMembers()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void lock_shouldNameTheFile_whenItIsHeldTooLong() throws IOException {
    // given
    Path file = data.resolve("some.lock");

    // when // then
    try (DirectoryLock held = DirectoryLock.acquire(file, Duration.ofSeconds(1))) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> DirectoryLock.acquire(file, Duration.ofMillis(50)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("some.lock");
    }
    DirectoryLock.acquire(file, Duration.ofMillis(50)).close();
  }

  private Path write(String nodeId, String text) throws IOException {
    return Files.writeString(data.resolve("cluster/members").resolve(nodeId), text);
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
