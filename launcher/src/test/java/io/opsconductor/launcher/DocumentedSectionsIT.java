package io.opsconductor.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.launcher.config.ConfigReader;
import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.platform.config.Section;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documented file says of each group what the group's own record says. */
class DocumentedSectionsIT {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"targets", "executions", "workers"})
  void section_shouldEqualTheDefaults_whenTheDocumentedFileIsUsedAsItIs(String group)
      throws Exception {
    // given
    Class<?> type = recordOf(group);
    // when
    Object documented = new Section(group, sections().get(group)).as(type);
    // then
    assertThat(documented).isEqualTo(Section.empty(group).as(type));
    assertThat(sections().get(group).size()).isEqualTo(type.getRecordComponents().length);
  }

  @Test
  void gateway_shouldEqualTheDefaults_whenTheDocumentedFileIsUsedAsItIs() throws Exception {
    // given
    Class<?> type = recordOf("gateway");
    ObjectNode section = sections().get("gateway");
    // when
    Object documented = new Section("gateway", section).as(type);
    // then
    assertThat(documented).isEqualTo(Section.empty("gateway").as(type));
    List<String> addedByTheLauncher =
        List.of("bind", "port", "insecureHttp", "tlsCertificate", "tlsKey", "httpRedirectPort");
    for (RecordComponent component : type.getRecordComponents()) {
      if (!addedByTheLauncher.contains(component.getName())) {
        assertThat(section.has(snakeCase(component.getName()))).as(component.getName()).isTrue();
      }
    }
  }

  @Test
  void directory_shouldEqualTheDefaults_whenTheDocumentedFileIsUsedAsItIs() throws Exception {
    // given
    Class<?> type = Class.forName("io.opsconductor.auth.ldap.LdapConfig");
    ObjectNode section = (ObjectNode) sections().get("auth").get("ldap");
    // when
    Object documented = new Section("auth.ldap", section).as(type);
    // then
    assertThat(documented).isEqualTo(Section.empty("auth.ldap").as(type));
    assertThat(section.size()).isEqualTo(type.getRecordComponents().length);
  }

  private Map<String, ObjectNode> sections() throws IOException {
    Path file = directory.resolve("opsconductor.yaml");
    if (!Files.exists(file)) {
      try (InputStream documented = ConfigReader.class.getResourceAsStream("/opsconductor.yaml")) {
        Files.copy(documented, file);
      }
    }
    GroupCatalog catalog = GroupCatalog.ofRelease();
    LauncherConfig config =
        ConfigReader.read(
            catalog.names(), catalog.databases(), Map.of(), Optional.of(file), Map.of());
    return config.sections();
  }

  private static Class<?> recordOf(String group) throws ClassNotFoundException {
    String name = Character.toUpperCase(group.charAt(0)) + group.substring(1) + "Config";
    return Class.forName("io.opsconductor." + group + "." + name);
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
