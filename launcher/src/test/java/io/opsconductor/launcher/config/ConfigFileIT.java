package io.opsconductor.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileIT {

  private static final List<String> GROUPS = List.of("auth", "executions", "workers", "gateway");

  @TempDir Path directory;

  @Test
  void read_shouldTakeTheFile_whenNobodySaysOtherwise() throws IOException {
    // given
    Path password = Files.writeString(directory.resolve("password"), "from a file\n");
    Path file =
        write(
            """
            data: /somewhere
            groups: [auth, gateway]
            instances: {workers: 3}
            gateway:
              port: 9999
            auth:
              admin_password_file: %s
            databases:
              default:
                host: 127.0.0.1
                password_file: %s
            """
                .formatted(password, password));
    // when
    LauncherConfig config = read(file, Map.of("OPSCONDUCTOR_PORT", "1234"));
    // then
    assertThat(config.data()).isEqualTo(Path.of("/somewhere"));
    assertThat(config.groups()).containsExactly("auth", "gateway");
    assertThat(config.instances()).isEqualTo(Map.of("workers", 3));
    assertThat(config.gateway().port()).contains(1234);
    assertThat(config.adminPassword().orElseThrow().reveal()).isEqualTo("from a file");
    assertThat(config.database("auth").orElseThrow().password().reveal()).isEqualTo("from a file");
  }

  @Test
  void read_shouldRefuse_whenAKeyIsUnknown() throws IOException {
    // given
    Path file = write("gateway:\n  prot: 1\n");
    // when
    assertThatThrownBy(() -> read(file, Map.of()))
        // then
        .isInstanceOf(StartRefused.class)
        .hasMessage("Unknown key gateway.prot in " + file + ". Did you mean gateway.port?");
  }

  @Test
  void read_shouldNameTheLine_whenTheFileIsNotYaml() throws IOException {
    // given
    Path file = write("data: a\ngroups: [a\n");
    // when
    assertThatThrownBy(() -> read(file, Map.of()))
        // then
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(file + ", line ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void read_shouldRefuse_whenTheFileDoesNotExist() {
    // given
    Path file = directory.resolve("none.yaml");
    // when
    assertThatThrownBy(() -> read(file, Map.of()))
        // then
        .isInstanceOf(StartRefused.class)
        .hasMessage("There is no configuration file " + file + ".");
  }

  @Test
  void documented_shouldSayWhatTheCodeSays_whenAKeyHasADefault() {
    // given
    Map<String, JsonNode> documented = ConfigFile.documented();
    // when
    for (ConfigKey key : ConfigKey.ALL) {
      if (!key.repeatable()) {
        // then
        assertThat(documented).as(key.path()).containsKey(key.path());
        JsonNode value = documented.get(key.path());
        assertThat(value.isNull() || value.isArray() ? "" : value.asText())
            .as(key.path())
            .isEqualTo(key.standard());
      }
    }
  }

  @Test
  void read_shouldGiveTheDefaults_whenTheDocumentedFileIsUsedAsItIs() throws IOException {
    // given
    Path file = directory.resolve("documented.yaml");
    try (InputStream documented = ConfigFile.class.getResourceAsStream("/opsconductor.yaml")) {
      Files.copy(documented, file);
    }
    // when
    LauncherConfig config = read(file, Map.of());
    // then
    LauncherConfig standard =
        ConfigReader.read(GROUPS, GROUPS, Map.of(), Optional.empty(), Map.of());
    assertThat(config.gateway().port()).contains(LauncherConfig.DEFAULT_PORT);
    assertThat(config.groups()).isEqualTo(standard.groups());
    assertThat(config.cluster()).isEqualTo(standard.cluster());
    assertThat(config.databases()).isEmpty();
    assertThat(config.adminPassword()).isEmpty();
  }

  @Test
  void requireInFile_shouldKnowEachKey_whenTheComposeStackIsConfigured() {
    // given
    Path file = Path.of("../docker/opsconductor.yaml");
    KnownKeys known = new KnownKeys(GROUPS, GROUPS);
    // when
    ConfigFile.read(file)
        .keySet()
        // then
        .forEach(path -> known.requireInFile(path, file));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("server.yaml"), text);
  }

  private static LauncherConfig read(Path file, Map<String, String> environment) {
    return ConfigReader.read(GROUPS, GROUPS, Map.of(), Optional.of(file), environment);
  }
}
