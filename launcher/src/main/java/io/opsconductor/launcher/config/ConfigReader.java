package io.opsconductor.launcher.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.cluster.BusSecurity;
import io.opsconductor.cluster.ClusterEndpoint;
import io.opsconductor.cluster.MemberAddress;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.launcher.config.LauncherConfig.GatewayAddress;
import io.opsconductor.launcher.config.LauncherConfig.KeyPairFiles;
import io.opsconductor.launcher.config.LauncherConfig.ManagementAddress;
import io.opsconductor.launcher.home.SecretFile;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Makes the configuration of flags, environment and file. */
public final class ConfigReader {

  private static final int HIGHEST_PORT = 65_535;
  private static final int MOST_INSTANCES = 64;
  private static final int KUBERNETES_PORT = 5701;

  private final KnownKeys known;
  private final ConfigValues values;

  private ConfigReader(KnownKeys known, ConfigValues values) {
    this.known = known;
    this.values = values;
  }

  /**
   * Reads and checks everything.
   *
   * @param groups names of all groups
   * @param databases names of the services that own a database
   * @param flags values by path, from the command line
   * @param file of {@code --config}
   * @throws StartRefused with one line that names what is wrong, and where
   */
  public static LauncherConfig read(
      List<String> groups,
      List<String> databases,
      Map<String, String> flags,
      Optional<Path> file,
      Map<String, String> environment) {
    KnownKeys known = new KnownKeys(groups, databases);
    return new ConfigReader(known, ConfigSources.read(known, flags, file, environment)).config();
  }

  private LauncherConfig config() {
    return new LauncherConfig(
        Path.of(values.text("data").orElse("data")),
        values.text("node_id"),
        groups(),
        instances(),
        values.flag("demo"),
        gateway(),
        new ManagementAddress(
            values.text("management.bind").orElse("127.0.0.1"), port("management.port")),
        cluster(),
        databases(),
        values.flag("databases.embedded"),
        values.text("secrets.master_key_file").map(Path::of),
        secret("auth.admin_password"),
        sections());
  }

  private List<String> groups() {
    List<String> given = values.list("groups");
    given.forEach(group -> requireGroup("groups", group));
    return given.isEmpty() ? known.groups() : given;
  }

  private Map<String, Integer> instances() {
    Map<String, String> given = new LinkedHashMap<>(values.below("instances"));
    for (String pair : values.list("instances")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw values.wrong("instances", "must be GROUP=N, such as workers=2", pair);
      }
      given.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    Map<String, Integer> instances = new LinkedHashMap<>();
    given.forEach(
        (group, text) -> {
          requireGroup("instances", group);
          instances.put(group, values.number("instances", text, 0, MOST_INSTANCES));
        });
    return instances;
  }

  private void requireGroup(String path, String group) {
    if (!known.groups().contains(group)) {
      throw StartRefused.usage(
          values.origin(path)
              + ": there is no group "
              + group
              + "."
              + KnownKeys.suggestion(group, new TreeSet<>(known.groups()))
              + " The groups are "
              + String.join(", ", known.groups())
              + ".");
    }
  }

  private GatewayAddress gateway() {
    String bind = values.text("gateway.bind").orElse("127.0.0.1");
    Optional<KeyPairFiles> tls = keyPair("gateway.tls_certificate_file", "gateway.tls_key_file");
    boolean insecure = values.flag("gateway.insecure_http");
    if (tls.isEmpty() && !insecure && !isLoopback("gateway.bind", bind)) {
      throw StartRefused.usage(
          values.origin("gateway.bind")
              + " "
              + bind
              + " can be reached from other machines and has no TLS: give --tls-cert"
              + " and --tls-key, or --insecure-http behind a proxy that has it.");
    }
    Optional<Integer> redirect = port("gateway.http_redirect_port");
    if (redirect.isPresent() && tls.isEmpty()) {
      throw StartRefused.usage(
          values.origin("gateway.http_redirect_port")
              + " redirects to TLS, and there is none: give --tls-cert and --tls-key.");
    }
    return new GatewayAddress(bind, port("gateway.port"), tls, redirect, insecure);
  }

  private Optional<KeyPairFiles> keyPair(String certificate, String key) {
    if (values.isSet(certificate) != values.isSet(key)) {
      throw StartRefused.usage(
          "TLS needs both " + certificate + " and " + key + "; one of them is missing.");
    }
    return values
        .text(certificate)
        .map(file -> new KeyPairFiles(Path.of(file), Path.of(values.text(key).orElseThrow())));
  }

  private ClusterOptions cluster() {
    String bind = values.text("cluster.bind").orElse("127.0.0.1");
    Optional<String> service = values.text("cluster.kubernetes_service");
    List<MemberAddress> join = values.list("cluster.join").stream().map(this::member).toList();
    if (service.isPresent() && !join.isEmpty()) {
      throw StartRefused.usage("Give either --join or --kubernetes-service, not both.");
    }
    Optional<String> id = values.text("cluster.id");
    Optional<SecretText> secret = secret("cluster.secret");
    if (id.isPresent() != secret.isPresent()) {
      throw StartRefused.usage(
          "A cluster is named by both --cluster-id and --cluster-secret-file; one is missing.");
    }
    return new ClusterOptions(
        new ClusterEndpoint(
            bind,
            values.text("cluster.advertised_address").orElse(bind),
            port("cluster.port").orElse(service.isPresent() ? KUBERNETES_PORT : 0),
            port("cluster.bus_port").orElse(0)),
        join,
        service,
        id,
        secret,
        busSecurity(),
        values.flag("cluster.insecure"));
  }

  private MemberAddress member(String text) {
    try {
      return MemberAddress.parse(text);
    } catch (IllegalArgumentException e) {
      throw values.wrong("cluster.join", "must be HOST:PORT", text);
    }
  }

  private BusSecurity busSecurity() {
    Optional<KeyPairFiles> tls = keyPair("cluster.tls_certificate_file", "cluster.tls_key_file");
    Optional<Path> authority = values.text("cluster.tls_ca_file").map(Path::of);
    if (tls.isPresent() != authority.isPresent()) {
      throw StartRefused.usage(
          "TLS on the event bus needs cluster.tls_certificate_file, cluster.tls_key_file and"
              + " cluster.tls_ca_file.");
    }
    return tls.<BusSecurity>map(
            files -> new BusSecurity.MutualTls(files.certificate(), files.key(), authority.get()))
        .orElseGet(BusSecurity.Plain::new);
  }

  private Map<String, DatabaseServer> databases() {
    Map<String, DatabaseServer> servers = new LinkedHashMap<>();
    for (String service : known.databases()) {
      database(service).ifPresent(server -> servers.put(service, server));
    }
    return servers;
  }

  private Optional<DatabaseServer> database(String service) {
    DatabaseValues given = new DatabaseValues(service);
    return given
        .text("host")
        .map(
            host -> {
              String name = given.text("name").orElse("opsconductor_" + service);
              Optional<Path> authority = given.text("ca_file").map(Path::of);
              if (authority.isEmpty() && !isLoopback(given.path("host"), host)) {
                throw StartRefused.usage(
                    "The database of "
                        + service
                        + " on "
                        + host
                        + " would be reached without TLS: give databases."
                        + service
                        + ".ca_file.");
              }
              return new DatabaseServer(
                  host,
                  port(given.path("port")).orElse(5432),
                  name,
                  given.text("user").orElse(name),
                  secret(given.path("password"), given.path("password_file"))
                      .orElseThrow(
                          () ->
                              StartRefused.usage(
                                  "The database of "
                                      + service
                                      + " on "
                                      + host
                                      + " needs databases."
                                      + service
                                      + ".password_file.")),
                  authority);
            });
  }

  /** What is not said for a service is taken from {@code databases.default}. */
  private final class DatabaseValues {
    private final String service;

    private DatabaseValues(String service) {
      this.service = service;
    }

    private Optional<String> text(String key) {
      return values.text(path(key));
    }

    private String path(String key) {
      String own = "databases." + service + "." + key;
      return values.isSet(own) ? own : "databases.default." + key;
    }
  }

  /** Each group's own part, without what the launcher reads of it. */
  private Map<String, ObjectNode> sections() {
    Map<String, ObjectNode> sections = new LinkedHashMap<>();
    List<String> own = new ArrayList<>(ConfigKey.ALL.stream().map(ConfigKey::path).toList());
    ConfigKey.ALL.forEach(key -> key.valuePath().ifPresent(own::add));
    for (String group : known.groups()) {
      ObjectNode section = values.section(group);
      own.stream()
          .filter(path -> path.startsWith(group + "."))
          .forEach(path -> section.remove(path.substring(group.length() + 1)));
      sections.put(group, section);
    }
    return sections;
  }

  private Optional<Integer> port(String path) {
    return values.number(path, 0, HIGHEST_PORT);
  }

  private Optional<SecretText> secret(String path) {
    return secret(path, path + "_file");
  }

  private Optional<SecretText> secret(String valuePath, String filePath) {
    return values
        .text(valuePath)
        .or(() -> values.text(filePath).map(file -> readSecret(filePath, Path.of(file))))
        .map(SecretText::new);
  }

  private String readSecret(String path, Path file) {
    try {
      String secret = SecretFile.read(file);
      if (secret.isEmpty()) {
        throw values.wrong(
            path, "must name a file with a secret, but it is empty", file.toString());
      }
      return secret;
    } catch (IOException e) {
      throw values.wrong(path, "must name a file that can be read", file.toString());
    }
  }

  private boolean isLoopback(String path, String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw values.wrong(path, "must be an address of a machine that can be found", address);
    }
  }
}
