package io.opsconductor.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.cluster.BusSecurity;
import io.opsconductor.cluster.ClusterEndpoint;
import io.opsconductor.cluster.MemberAddress;
import io.opsconductor.launcher.home.StartRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

  private static final List<String> GROUPS =
      List.of("auth", "secrets", "targets", "workers", "gateway");
  private static final List<String> DATABASES = List.of("auth", "secrets", "targets");

  @Test
  void read_shouldGiveTheDefaults_whenNothingIsSaid() {
    // when
    LauncherConfig config = read(Map.of(), Map.of());
    // then
    assertThat(config.data()).isEqualTo(Path.of("./data").normalize());
    assertThat(config.nodeId()).isEmpty();
    assertThat(config.groups()).isEqualTo(GROUPS);
    assertThat(config.instances()).isEmpty();
    assertThat(config.demo()).isFalse();
    assertThat(config.gateway())
        .isEqualTo(
            new LauncherConfig.GatewayAddress(
                "127.0.0.1", Optional.empty(), Optional.empty(), Optional.empty(), false));
    assertThat(config.management())
        .isEqualTo(new LauncherConfig.ManagementAddress("127.0.0.1", Optional.empty()));
    assertThat(config.cluster())
        .isEqualTo(
            new ClusterOptions(
                ClusterEndpoint.loopback(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new BusSecurity.Plain(),
                false));
    assertThat(config.databases()).isEmpty();
    assertThat(config.embeddedAlthoughJoined()).isFalse();
    assertThat(config.masterKeyFile()).isEmpty();
    assertThat(config.adminPassword()).isEmpty();
  }

  @Test
  void read_shouldTakeEachFlag_whenAllAreGiven() {
    // when
    LauncherConfig config =
        parse(
            Map.of(),
            "--data",
            "/d",
            "--groups",
            "auth,workers",
            "--instances",
            "workers=2,auth=3",
            "--instances",
            "gateway=4",
            "--demo",
            "--node-id",
            "n1",
            "--port",
            "0",
            "--bind",
            "127.0.0.2",
            "--tls-cert",
            "/c",
            "--tls-key",
            "/k",
            "--http-redirect-port",
            "8081",
            "--insecure-http",
            "--management-port",
            "9000",
            "--management-bind",
            "127.0.0.3",
            "--join",
            "a:1,b:2",
            "--cluster-bind",
            "127.0.0.4",
            "--cluster-advertised-address",
            "10.0.0.1",
            "--cluster-port",
            "5701",
            "--cluster-bus-port",
            "5702",
            "--cluster-tls-certificate-file",
            "/bc",
            "--cluster-tls-key-file",
            "/bk",
            "--cluster-tls-ca-file",
            "/ba",
            "--insecure-cluster",
            "--embedded-postgres",
            "--master-key-file",
            "/m");
    // then
    assertThat(config.data()).isEqualTo(Path.of("/d"));
    assertThat(config.groups()).containsExactly("auth", "workers");
    assertThat(config.instances()).isEqualTo(Map.of("workers", 2, "auth", 3, "gateway", 4));
    assertThat(config.demo()).isTrue();
    assertThat(config.nodeId()).contains("n1");
    assertThat(config.gateway())
        .isEqualTo(
            new LauncherConfig.GatewayAddress(
                "127.0.0.2",
                Optional.of(0),
                Optional.of(new LauncherConfig.KeyPairFiles(Path.of("/c"), Path.of("/k"))),
                Optional.of(8081),
                true));
    assertThat(config.management())
        .isEqualTo(new LauncherConfig.ManagementAddress("127.0.0.3", Optional.of(9000)));
    assertThat(config.cluster().endpoint())
        .isEqualTo(new ClusterEndpoint("127.0.0.4", "10.0.0.1", 5701, 5702));
    assertThat(config.cluster().join())
        .containsExactly(new MemberAddress("a", 1), new MemberAddress("b", 2));
    assertThat(config.cluster().security())
        .isEqualTo(new BusSecurity.MutualTls(Path.of("/bc"), Path.of("/bk"), Path.of("/ba")));
    assertThat(config.cluster().insecure()).isTrue();
    assertThat(config.embeddedAlthoughJoined()).isTrue();
    assertThat(config.masterKeyFile()).contains(Path.of("/m"));
  }

  @Test
  void read_shouldPreferTheFlag_whenTheEnvironmentSaysOtherwise() {
    // given
    Map<String, String> environment = Map.of("OPSCONDUCTOR_PORT", "1111");
    // when
    assertThat(parse(environment, "--port", "2222").gateway().port()).contains(2222);
    // then
    assertThat(parse(environment).gateway().port()).contains(1111);
    assertThat(read(Map.of(), Map.of("OPSCONDUCTOR_GATEWAY_PORT", "3333")).gateway().port())
        .contains(3333);
  }

  @Test
  void read_shouldHideThePassword_whenTheEnvironmentCarriesIt() {
    // when
    LauncherConfig config = read(Map.of(), Map.of("OPSCONDUCTOR_ADMIN_PASSWORD", "correct horse"));
    // then
    assertThat(config.adminPassword().orElseThrow().reveal()).isEqualTo("correct horse");
    assertThat(config.toString()).doesNotContain("correct horse");
    assertThat(config.sections().get("auth").toString()).doesNotContain("correct horse");
  }

  @Test
  void read_shouldNameADatabaseForEachService_whenOneServerIsGivenForAll() {
    // when
    LauncherConfig config =
        read(
            Map.of(),
            Map.of(
                "OPSCONDUCTOR_DATABASES_DEFAULT_HOST", "127.0.0.1",
                "OPSCONDUCTOR_DATABASES_DEFAULT_PASSWORD", "p",
                "OPSCONDUCTOR_DATABASES_TARGETS_PORT", "6000"));
    // then
    assertThat(config.databases().keySet()).containsExactlyInAnyOrderElementsOf(DATABASES);
    assertThat(config.database("auth").orElseThrow().name()).isEqualTo("opsconductor_auth");
    assertThat(config.database("auth").orElseThrow().user()).isEqualTo("opsconductor_auth");
    assertThat(config.database("auth").orElseThrow().port()).isEqualTo(5432);
    assertThat(config.database("targets").orElseThrow().port()).isEqualTo(6000);
  }

  @Test
  void read_shouldIgnoreWhatKubernetesSets_whenAServiceHasOurName() {
    // when
    LauncherConfig config =
        read(
            Map.of(),
            Map.of(
                "OPSCONDUCTOR_PORT", "tcp://10.0.0.1:8080",
                "OPSCONDUCTOR_SERVICE_HOST", "10.0.0.1",
                "OPSCONDUCTOR_BUS_SERVICE_PORT_MEMBERSHIP", "5701",
                "OPSCONDUCTOR_BUS_PORT_5701_TCP", "tcp",
                "OPSCONDUCTOR_PORT_8080_TCP_PROTO", "tcp"));
    // then
    assertThat(config.gateway().port()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prot 1 | Unknown argument --prot. Did you mean --port?",
        "--port x | --port must be a number from 0 to 65535, is 'x'.",
        "--port 70000 | --port must be a number from 0 to 65535, is '70000'.",
        "--port | Missing required parameter for option '--port'",
        "--groups auht | --groups: there is no group auht. Did you mean auth?",
        "--instances workers | --instances must be GROUP=N, such as workers=2, is 'workers'.",
        "--instances wokers=1 | --instances: there is no group wokers. Did you mean workers?",
        "--bind 0.0.0.0 | --bind 0.0.0.0 can be reached from other machines and has no TLS",
        "--http-redirect-port 80 | --http-redirect-port redirects to TLS, and there is none",
        "--tls-key k | TLS needs both gateway.tls_certificate_file and gateway.tls_key_file",
        "--join nowhere | --join must be HOST:PORT, is 'nowhere'.",
        "--cluster-id a | both --cluster-id and --cluster-secret-file",
        "--cluster-secret-file /none | must name a file that can be read, is '/none'.",
      })
  void read_shouldRefuseInOneLine_whenAFlagIsWrong(String arguments, String line) {
    // when
    assertThatThrownBy(() -> parse(Map.of(), arguments.strip().split(" ")))
        // then
        .isInstanceOfSatisfying(
            StartRefused.class, e -> assertThat(e.exitCode()).isEqualTo(StartRefused.USAGE))
        .hasMessageContaining(line.strip())
        .hasMessageNotContaining("\n");
  }

  @Test
  void read_shouldRefuse_whenAVariableIsUnknown() {
    // when
    assertThatThrownBy(() -> read(Map.of(), Map.of("OPSCONDUCTOR_GROUPSS", "a")))
        // then
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "Unknown environment variable OPSCONDUCTOR_GROUPSS. Did you mean OPSCONDUCTOR_GROUPS?");
  }

  @Test
  void read_shouldRefuse_whenADatabaseElsewhereHasNoTls() {
    // when
    assertThatThrownBy(
            () ->
                read(
                    Map.of(),
                    Map.of(
                        "OPSCONDUCTOR_DATABASES_AUTH_HOST", "192.0.2.1",
                        "OPSCONDUCTOR_DATABASES_AUTH_PASSWORD", "p")))
        // then
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("give databases.auth.ca_file");
  }

  private static LauncherConfig parse(Map<String, String> environment, String... arguments) {
    return read(ServerOptions.parse(arguments).flags(), environment);
  }

  private static LauncherConfig read(Map<String, String> flags, Map<String, String> environment) {
    return ConfigReader.read(GROUPS, DATABASES, flags, Optional.empty(), environment);
  }
}
