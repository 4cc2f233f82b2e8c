package io.opsconductor.launcher.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One key of the server's configuration, with all its names.
 *
 * @param path name in the configuration file, for example {@code gateway.port}
 * @param flag name on the command line without dashes, for example {@code port}
 * @param label placeholder of the value in the help; empty for a switch
 * @param standard the default, as one would write it; empty for none
 * @param secret whether {@code OPSCONDUCTOR_…} may also carry the value itself instead of a file's
 *     name
 * @param words description in the help
 */
record ConfigKey(
    String path, String flag, String label, String standard, boolean secret, String words) {

  static final String PREFIX = "OPSCONDUCTOR_";
  private static final String FILE = "_file";

  /** The keys that the launcher itself reads, in the order of the help. */
  static final List<ConfigKey> ALL =
      List.of(
          value(
              "data", "data", "DIR", "./data", "Directory of this cluster: databases and secrets"),
          value("groups", "groups", "A,B", "", "Groups that this node runs (default: all)"),
          value("instances", "instances", "GROUP=N", "", "Verticle instances of groups"),
          toggle("demo", "demo", "Add a fleet of simulated hosts to try things on"),
          value("node_id", "node-id", "NAME", "", "Name of this node (default: a random one)"),
          value(
              "gateway.port",
              "port",
              "N",
              "8080",
              "Port of the API and the console; 0 takes a free one"),
          value("gateway.bind", "bind", "ADDR", "127.0.0.1", "Address of the API and the console"),
          value(
              "gateway.tls_certificate_file",
              "tls-cert",
              "FILE",
              "",
              "Certificate chain of the API, PEM; read again when it changes"),
          value("gateway.tls_key_file", "tls-key", "FILE", "", "Private key of the API, PEM"),
          value(
              "gateway.http_redirect_port",
              "http-redirect-port",
              "N",
              "",
              "Port without TLS that redirects to the one with TLS"),
          toggle(
              "gateway.insecure_http",
              "insecure-http",
              "Serve other machines without TLS, as behind a proxy that has it"),
          value(
              "management.port",
              "management-port",
              "N",
              "",
              "Port of health and metrics (default: the API's; a free one on a node without"
                  + " gateway)"),
          value(
              "management.bind",
              "management-bind",
              "ADDR",
              "127.0.0.1",
              "Address of health and metrics"),
          value("cluster.join", "join", "HOST:PORT,…", "", "Nodes on other machines"),
          value(
              "cluster.kubernetes_service",
              "kubernetes-service",
              "NAME",
              "",
              "Headless service whose pods are the nodes"),
          value("cluster.bind", "cluster-bind", "ADDR", "127.0.0.1", "Address for the other nodes"),
          value(
              "cluster.advertised_address",
              "cluster-advertised-address",
              "ADDR",
              "",
              "What the other nodes connect to (default: the address bound)"),
          value(
              "cluster.port",
              "cluster-port",
              "N",
              "0",
              "Port of the membership protocol; 0 takes the first free one from 5701"),
          value(
              "cluster.bus_port",
              "cluster-bus-port",
              "N",
              "0",
              "Port of the event bus; 0 takes a free one"),
          value(
              "cluster.id",
              "cluster-id",
              "NAME",
              "",
              "Name of the cluster (default: from the data directory)"),
          secret(
              "cluster.secret_file",
              "cluster-secret-file",
              "Secret of the cluster (default: from the data directory)"),
          value(
              "cluster.tls_certificate_file",
              "cluster-tls-certificate-file",
              "FILE",
              "",
              "Certificate of this node on the event bus, PEM"),
          value(
              "cluster.tls_key_file",
              "cluster-tls-key-file",
              "FILE",
              "",
              "Private key of this node on the event bus, PEM"),
          value(
              "cluster.tls_ca_file",
              "cluster-tls-ca-file",
              "FILE",
              "",
              "Authority of the event bus and of nothing else, PEM"),
          toggle(
              "cluster.insecure",
              "insecure-cluster",
              "Run the event bus to other machines without TLS"),
          toggle(
              "databases.embedded",
              "embedded-postgres",
              "Run PostgreSQL here although other machines join"),
          value(
              "secrets.master_key_file",
              "master-key-file",
              "FILE",
              "",
              "Key that encrypts the credentials (default: one is made in the data directory)"),
          secret(
              "auth.admin_password_file",
              "admin-password-file",
              "First password of the user admin (default: a random one, printed once)"));

  ConfigKey {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(flag, "flag");
    Objects.requireNonNull(label, "label");
    Objects.requireNonNull(standard, "default of " + path);
  }

  boolean isSwitch() {
    return label.isEmpty();
  }

  /** Whether the flag may be given more than once. */
  boolean repeatable() {
    return path.equals("instances");
  }

  String option() {
    return "--" + flag;
  }

  /** The environment variables that set it, the shortest first. */
  List<String> variables() {
    return List.of(variable(flag), variable(path));
  }

  /** The path under which a secret itself is kept when the environment carries it. */
  Optional<String> valuePath() {
    return secret
        ? Optional.of(path.substring(0, path.length() - FILE.length()))
        : Optional.empty();
  }

  /** The environment variables that carry a secret itself. */
  List<String> valueVariables() {
    return secret
        ? variables().stream()
            .map(name -> name.substring(0, name.length() - FILE.length()))
            .toList()
        : List.of();
  }

  static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static ConfigKey value(
      String path, String flag, String label, String standard, String words) {
    return new ConfigKey(path, flag, label, standard, false, words);
  }

  private static ConfigKey toggle(String path, String flag, String words) {
    return new ConfigKey(path, flag, "", "false", false, words);
  }

  private static ConfigKey secret(String path, String flag, String words) {
    return new ConfigKey(path, flag, "FILE", "", true, words);
  }
}
