package io.opsconductor.launcher;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.launcher.config.LauncherConfig.GatewayAddress;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import io.opsconductor.platform.config.Section;

/** What each group is told: its part of the configuration, and what the launcher found for it. */
final class GroupSections {

  private final LauncherConfig config;
  private final DataDirectory data;
  private final FirstAdministrator administrator;
  private final int gatewayPort;

  GroupSections(
      LauncherConfig config,
      DataDirectory data,
      FirstAdministrator administrator,
      int gatewayPort) {
    this.config = config;
    this.data = data;
    this.administrator = administrator;
    this.gatewayPort = gatewayPort;
  }

  Section of(String group) {
    ObjectNode values = config.sections().get(group).deepCopy();
    switch (group) {
      case "auth" -> {
        values.put("master_key_file", masterKeyFile());
        administrator
            .offer()
            .ifPresent(password -> values.put("initial_admin_password", password.reveal()));
      }
      case "secrets" -> values.put("master_key_file", masterKeyFile());
      case "gateway" -> addGateway(values);
      default -> {}
    }
    return new Section(group, values);
  }

  private void addGateway(ObjectNode values) {
    GatewayAddress address = config.gateway();
    values.put("bind", address.bind());
    values.put("port", gatewayPort);
    values.put("insecure_http", address.insecureHttp());
    address.redirectPort().ifPresent(port -> values.put("http_redirect_port", port));
    address
        .tls()
        .ifPresent(
            files ->
                values
                    .put("tls_certificate", files.certificate().toString())
                    .put("tls_key", files.key().toString()));
  }

  private String masterKeyFile() {
    if (config.masterKeyFile().isPresent()) {
      return config.masterKeyFile().get().toAbsolutePath().toString();
    }
    if (config.cluster().spansMachines()) {
      throw StartRefused.usage(
          "Nodes on several machines share one master key: give --master-key-file, the same file"
              + " on each node with the groups auth or secrets.");
    }
    data.secret(data.masterKey().getFileName().toString());
    return data.masterKey().toString();
  }
}
