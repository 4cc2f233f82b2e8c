package io.opsconductor.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The real OpenSSH server on loopback, with its own host keys and authorized keys in a temporary
 * directory. Runs as root or as an ordinary user; either way one logs in as the user that runs the
 * test, with a key.
 */
public final class TestSshd implements AutoCloseable {

  private static final Path BINARY = Path.of("/usr/sbin/sshd");
  private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

  /** OpenSSH listens on at most 16 sockets; beyond that all addresses, loopback callers only. */
  private static final int MAX_LISTEN_ADDRESSES = 16;

  private final Path directory;
  private final int addresses;
  private final int port;
  private final Map<String, String> options;
  private final SshKeyFile userKey;
  private List<String> hostKeyTypes;
  private int generation;
  private Process process;

  private TestSshd(int addresses, List<String> hostKeyTypes, Map<String, String> options)
      throws IOException {
    this.directory = Files.createTempDirectory("test-sshd");
    this.addresses = addresses;
    this.hostKeyTypes = hostKeyTypes;
    this.options = options;
    this.port = freePort();
    Files.createDirectory(home());
    this.userKey = SshKeyFile.generate(directory, "user", "ed25519", "");
    authorize(userKey.publicKey());
    rotateHostKeys();
  }

  /** One address, host keys ed25519, ecdsa and rsa. */
  public static TestSshd start() {
    return start(1);
  }

  /** Listens on 127.0.0.1 up to 127.0.0.N (and so on), all on one port. */
  public static TestSshd start(int addresses) {
    return start(addresses, List.of("ed25519", "ecdsa", "rsa"), Map.of());
  }

  /**
   * Starts a server.
   *
   * @param addresses how many loopback addresses
   * @param hostKeyTypes of {@code ed25519}, {@code ecdsa}, {@code rsa}
   * @param options further lines of sshd_config, which win over the defaults of this class
   */
  public static TestSshd start(
      int addresses, List<String> hostKeyTypes, Map<String, String> options) {
    if (!Files.isExecutable(BINARY)) {
      throw new IllegalStateException(
          BINARY + " is not installed: apt-get install openssh-server (tests need the real one)");
    }
    try {
      TestSshd sshd = new TestSshd(addresses, List.copyOf(hostKeyTypes), Map.copyOf(options));
      sshd.restart();
      return sshd;
    } catch (IOException e) {
      throw new IllegalStateException("the test sshd cannot be prepared", e);
    }
  }

  public int port() {
    return port;
  }

  /** The addresses that answer, in order. */
  public List<String> hosts() {
    return IntStream.range(0, addresses).mapToObj(TestSshd::address).toList();
  }

  /** Whom to log in as. */
  public String username() {
    return System.getProperty("user.name");
  }

  /** A key that is let in. */
  public SshKeyFile userKey() {
    return userKey;
  }

  /** A directory of this server that is deleted with it. */
  public Path directory() {
    return directory;
  }

  /** The home directory of whoever logs in; gone with this server. */
  public Path home() {
    return directory.resolve("home");
  }

  /** The current host key of a type, {@code type base64}. */
  public String hostKey(String type) {
    return SshKeyFile.read(hostKeyFile(type)).hostKey();
  }

  /** Lets one more key in, at once. */
  public void authorize(String publicKeyLine) {
    try {
      Files.writeString(
          directory.resolve("authorized_keys"),
          publicKeyLine + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException("cannot write authorized_keys", e);
    }
  }

  /** New host keys of the same types; effective after {@link #restart()}. */
  public void rotateHostKeys() {
    generation++;
    for (String type : hostKeyTypes) {
      SshKeyFile.generate(directory, hostKeyFile(type).getFileName().toString(), type, "");
    }
  }

  /** New host keys of other types; effective after {@link #restart()}. */
  public void rotateHostKeys(String... types) {
    hostKeyTypes = List.of(types);
    rotateHostKeys();
  }

  /** Stops if it runs, then starts with the present keys on the same port. */
  public void restart() {
    stop();
    try {
      if (isRoot()) {
        Files.createDirectories(PRIVILEGE_SEPARATION);
      }
      Path config = directory.resolve("sshd_config");
      Files.write(config, configuration());
      process =
          new ProcessBuilder(BINARY.toString(), "-D", "-e", "-f", config.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new IllegalStateException("sshd cannot be started", e);
    }
    awaitListening();
  }

  /** Kills the listener and every connection with what runs in it. */
  public void stop() {
    if (process == null) {
      return;
    }
    List<ProcessHandle> sessions = process.descendants().toList();
    process.destroy();
    sessions.forEach(ProcessHandle::destroyForcibly);
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  /** Kills the server's side of every open connection, the listener stays. */
  public void killConnections() {
    process.children().forEach(ProcessHandle::destroyForcibly);
  }

  /** How many connections are open. */
  public long connections() {
    return process.children().count();
  }

  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new IllegalStateException("cannot delete " + directory, e);
    }
  }

  private List<String> configuration() {
    List<String> lines = new ArrayList<>();
    Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    settings.put("Port", Integer.toString(port));
    settings.put("PidFile", "none");
    settings.put("AuthorizedKeysFile", directory.resolve("authorized_keys").toString());
    settings.put("StrictModes", "no");
    settings.put("UsePAM", "no");
    settings.put("PermitRootLogin", "yes");
    settings.put("PasswordAuthentication", "no");
    settings.put("KbdInteractiveAuthentication", "no");
    settings.put("MaxStartups", "1000");
    settings.put("MaxSessions", "100");
    settings.put("LoginGraceTime", "60");
    settings.put("PrintMotd", "no");
    settings.put("UseDNS", "no");
    settings.put("LogLevel", "INFO");
    settings.putAll(options);
    // the first that names a variable wins
    settings.merge("SetEnv", "HOME=" + home(), (given, home) -> given + " " + home);
    settings.forEach((name, value) -> lines.add(name + " " + value));
    hostKeyTypes.forEach(type -> lines.add("HostKey " + hostKeyFile(type)));
    if (addresses <= MAX_LISTEN_ADDRESSES) {
      hosts().forEach(host -> lines.add("ListenAddress " + host));
    } else {
      lines.add("ListenAddress 0.0.0.0");
      lines.add("AllowUsers *@127.*");
    }
    return lines;
  }

  private Path hostKeyFile(String type) {
    return directory.resolve("host_" + type + "_" + generation);
  }

  private Path log() {
    return directory.resolve("sshd.log");
  }

  private void awaitListening() {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (Instant.now().isBefore(deadline) && process.isAlive()) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(address(addresses - 1), port), 500);
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
    throw new IllegalStateException("sshd does not listen on port " + port + ": " + logText());
  }

  private String logText() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      return "no log";
    }
  }

  private static String address(int index) {
    return "127.0." + index / 250 + "." + (index % 250 + 1);
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
