package io.opsconductor.launcher.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.SecretText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a person said of this server, checked.
 *
 * @param data directory of the cluster; {@code ./data} unless given
 * @param nodeId name of the node; empty for a random one
 * @param groups that this node runs; all unless given
 * @param instances verticle instances by group, for those that were given
 * @param demo whether a fleet of simulated hosts is added
 * @param gateway where the API listens
 * @param management where health and metrics listen
 * @param cluster how the node meets others
 * @param databases own PostgreSQL servers by service, and by {@code default} for all others
 * @param embeddedAlthoughJoined run the embedded PostgreSQL although other machines join
 * @param masterKeyFile key that encrypts the credentials; empty for the data directory's own
 * @param adminPassword first password of {@code admin}; empty for a random one
 * @param sections what the file and the environment say to each group, by group
 */
public record LauncherConfig(
    Path data,
    Optional<String> nodeId,
    List<String> groups,
    Map<String, Integer> instances,
    boolean demo,
    GatewayAddress gateway,
    ManagementAddress management,
    ClusterOptions cluster,
    Map<String, DatabaseServer> databases,
    boolean embeddedAlthoughJoined,
    Optional<Path> masterKeyFile,
    Optional<SecretText> adminPassword,
    Map<String, ObjectNode> sections) {

  /** Port of the API unless one is given. */
  public static final int DEFAULT_PORT = 8080;

  public LauncherConfig {
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(nodeId, "nodeId");
    groups = List.copyOf(groups);
    instances = Map.copyOf(instances);
    Objects.requireNonNull(gateway, "gateway");
    Objects.requireNonNull(management, "management");
    Objects.requireNonNull(cluster, "cluster");
    databases = Map.copyOf(databases);
    Objects.requireNonNull(masterKeyFile, "masterKeyFile");
    Objects.requireNonNull(adminPassword, "adminPassword");
    sections = Map.copyOf(sections);
  }

  /** The own server of a service, if one is named for it or for all. */
  public Optional<DatabaseServer> database(String service) {
    return Optional.ofNullable(databases.get(service));
  }

  /**
   * Where the API listens.
   *
   * @param bind address
   * @param port as given, 0 for any free one; empty when nobody chose one
   * @param tls certificate and key; empty for plain HTTP
   * @param redirectPort port without TLS that redirects; empty for none
   * @param insecureHttp plain HTTP for other machines too
   */
  public record GatewayAddress(
      String bind,
      Optional<Integer> port,
      Optional<KeyPairFiles> tls,
      Optional<Integer> redirectPort,
      boolean insecureHttp) {
    public GatewayAddress {
      Objects.requireNonNull(bind, "gateway bind");
      Objects.requireNonNull(port, "gateway port");
      Objects.requireNonNull(tls, "gateway tls");
      Objects.requireNonNull(redirectPort, "gateway redirect port");
    }
  }

  /**
   * Where health and metrics listen, apart from the API.
   *
   * @param bind address
   * @param port as given; empty for none, or for any free one on a node without gateway
   */
  public record ManagementAddress(String bind, Optional<Integer> port) {
    public ManagementAddress {
      Objects.requireNonNull(bind, "management bind");
      Objects.requireNonNull(port, "management port");
    }
  }

  /**
   * A certificate chain and its private key.
   *
   * @param certificate PEM file
   * @param key PEM file
   */
  public record KeyPairFiles(Path certificate, Path key) {
    public KeyPairFiles {
      Objects.requireNonNull(certificate, "certificate");
      Objects.requireNonNull(key, "key");
    }
  }
}
