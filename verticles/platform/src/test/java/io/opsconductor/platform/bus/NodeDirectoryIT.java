package io.opsconductor.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.servicediscovery.ServiceDiscovery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeDirectoryIT {
  private final BusFixture fixture = new BusFixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void nodesOf_shouldBeginWithTheOwnNode_whenSeveralServe() {
    // given
    fixture.announce("node-b");
    fixture.announce("node-a");
    fixture.announce("node-c");
    // then
    for (int i = 0; i < 20; i++) {
      assertThat(fixture.directory.nodesOf("echo"))
          .startsWith("node-a")
          .containsExactlyInAnyOrder("node-a", "node-b", "node-c");
    }
  }

  @Test
  void nodesOf_shouldBeEmpty_whenTheGroupIsUnknown() {
    fixture.announce("node-b");
    assertThat(fixture.directory.nodesOf("nothing")).isEmpty();
  }

  @Test
  void nodesOf_shouldEndWithTheDraining_whenOneDrains() {
    // given
    fixture.announce("node-a");
    fixture.announce("node-b");
    // when
    fixture.directory.drain().await();
    // then
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(fixture.directory.nodesOf("echo")).containsExactly("node-b", "node-a"));
  }

  @Test
  void nodesOf_shouldLeaveOutANode_whenItIsNoMemberAnyMore() {
    // given
    fixture.announce("node-a");
    fixture.announce("node-b");
    // when
    fixture.live.remove("node-b");
    // then
    assertThat(fixture.directory.nodesOf("echo")).containsExactly("node-a");
  }

  @Test
  void nodesOf_shouldListANodeAgain_whenItWasTakenForDeadMeanwhile() {
    // given
    fixture.announce("node-b");
    ServiceDiscovery registry = ServiceDiscovery.create(fixture.vertx);
    fixture.live.remove("node-b");
    Awaitility.await().until(() -> registry.getRecords(record -> true, true).await().isEmpty());
    // when
    fixture.live.add("node-b");
    // then
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(fixture.directory.nodesOf("echo")).containsExactly("node-b"));
  }

  @Test
  void nodesOf_shouldLeaveOutANode_whenItWithdrewTheGroup() {
    // given
    fixture.announce("node-b");
    // when
    fixture.directoryOf("node-b").withdraw("echo").await();
    // then
    Awaitility.await().untilAsserted(() -> assertThat(fixture.directory.nodesOf("echo")).isEmpty());
  }

  @Test
  void announce_shouldWork_whenTheGroupWasWithdrawnBefore() {
    // given
    fixture.announce("node-b");
    fixture.directoryOf("node-b").withdraw("echo").await();
    // when
    fixture.announce("node-b");
    // then
    assertThat(fixture.directory.nodesOf("echo")).containsExactly("node-b");
  }
}
