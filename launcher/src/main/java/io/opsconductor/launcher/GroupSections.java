package io.opsconductor.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import io.opsconductor.platform.config.Section;

/** What each group is told: its part of the configuration, and what the launcher found for it. */
final class GroupSections {

  private final LauncherConfig config;
  private final DataDirectory data;
  private final Listeners listeners;

  GroupSections(LauncherConfig config, DataDirectory data, Listeners listeners) {
    this.config = config;
    this.data = data;
    this.listeners = listeners;
  }

  Section of(String group) {
    ObjectNode values = config.sections().get(group).deepCopy();
    switch (group) {
      case "gateway" -> listeners.gatewayPort().ifPresent(port -> values.put("port", port));
      case "secrets" -> values.put("master_key_file", masterKeyFile());
      default -> {}
    }
    return new Section(group, values);
  }

  private String masterKeyFile() {
    if (config.masterKeyFile().isPresent()) {
      return config.masterKeyFile().get().toString();
    }
    if (config.cluster().spansMachines()) {
      throw StartRefused.usage(
          "Nodes on several machines share one master key: give --master-key-file, the same file"
              + " on each node with the group secrets.");
    }
    data.secret(data.masterKey().getFileName().toString());
    return data.masterKey().toString();
  }
}
