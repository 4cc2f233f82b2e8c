package io.opsconductor.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterSettingsTest {

  private static final String SECRET = "0123456789abcdef";

  @ParameterizedTest
  @ValueSource(strings = {"", "Node", "a_b", "a/b", "..", "a b"})
  void nodeIdentity_shouldRefuseTheId_whenItIsNoName(String id) {
    // when // then
    assertThatThrownBy(() -> NodeIdentity.starting(id))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Node id must match")
        .hasMessageContaining("'" + id + "'");
  }

  @Test
  void nodeIdentity_shouldRefuseTheId_whenItIsLongerThan63() {
    // when // then
    assertThat(NodeIdentity.starting("a".repeat(63)).id()).hasSize(63);
    assertThatThrownBy(() -> NodeIdentity.starting("a".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nodeIdentity_shouldHaveANewVersion7Epoch_whenAProcessStarts() {
    // when
    NodeIdentity first = NodeIdentity.starting("a");
    NodeIdentity second = NodeIdentity.starting("a");

    // then
    assertThat(first.epoch().version()).isEqualTo(7);
    assertThat(first.epoch().variant()).isEqualTo(2);
    assertThat(first).isNotEqualTo(second);
    assertThat(UUID.fromString(NodeIdentity.startingUnnamed().id()).version()).isEqualTo(7);
  }

  @Test
  void clusterIdentity_shouldRefuseTheSecret_whenItIsShort() {
    // when // then
    assertThatThrownBy(() -> new ClusterIdentity("c", "short"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cluster secret must have at least 16 characters, got 5");
  }

  @Test
  void clusterIdentity_shouldHideItsSecret_whenPrinted() {
    // given
    ClusterIdentity cluster = new ClusterIdentity("c", SECRET);

    // when // then
    assertThat(cluster.toString()).doesNotContain(SECRET);
    assertThat(cluster.hazelcastName()).doesNotContain(SECRET);
  }

  @Test
  void hazelcastName_shouldDiffer_whenIdOrSecretDiffers() {
    // given
    ClusterIdentity cluster = new ClusterIdentity("c", SECRET);

    // when // then
    assertThat(cluster.hazelcastName())
        .isEqualTo(new ClusterIdentity("c", SECRET).hazelcastName())
        .isNotEqualTo(new ClusterIdentity("d", SECRET).hazelcastName())
        .isNotEqualTo(new ClusterIdentity("c", SECRET + "0").hazelcastName());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:5701", "bus.example:1", "[::1]:65535"})
  void memberAddress_shouldReadWhatItPrints_whenValid(String text) {
    // when // then
    assertThat(MemberAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "host", ":1", "host:", "host:0", "host:65536", "host:x", "a b:1"})
  void memberAddress_shouldRefuse_whenItIsNoAddress(String text) {
    // when // then
    assertThatThrownBy(() -> MemberAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endpoint_shouldRefuse_whenAPortOrAddressIsImpossible() {
    // when // then
    assertThatThrownBy(() -> ClusterEndpoint.bound("127.0.0.1", 65_536))
        .hasMessage("Cluster port must be 0 to 65535, got 65536");
    assertThatThrownBy(() -> ClusterEndpoint.bound(" ", 1))
        .hasMessage("Cluster bind address must not be blank");
    assertThatThrownBy(() -> new ClusterEndpoint("127.0.0.1", "127.0.0.1", 1, -1))
        .hasMessage("Event-bus port must be 0 to 65535, got -1");
  }

  @Test
  void joinProfile_shouldRefuse_whenItNamesNobody() {
    // when // then
    assertThatThrownBy(() -> new JoinProfile.TcpIp(List.of()))
        .hasMessage("Join list must name at least one member");
    assertThatThrownBy(() -> new JoinProfile.Kubernetes(" ", 5701))
        .hasMessage("Kubernetes service DNS name must not be blank");
    assertThatThrownBy(() -> new JoinProfile.Kubernetes("bus", 0))
        .hasMessage("Kubernetes member port must be 1 to 65535, got 0");
  }
}
