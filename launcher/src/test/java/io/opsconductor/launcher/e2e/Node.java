package io.opsconductor.launcher.e2e;

import io.opsconductor.launcher.postgres.UnpackedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The fat jar as a process of its own. */
public final class Node implements AutoCloseable {
  public static final String PASSWORD = "nine lamps above the harbour";
  private static final Pattern URL = Pattern.compile("https?://[0-9.]+:[0-9]+");
  private static final Pattern TIME = Pattern.compile("^[0-9]{4}-[0-9]{2}-[0-9]{2}T");
  private static final Duration LONGEST_START = Duration.ofMinutes(4);

  private final Process process;
  private final Path log;

  private Node(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a node over a data directory and returns when it is ready. */
  static Node start(Path data, String... arguments) {
    return start(data, Map.of(), arguments);
  }

  /**
   * Starts a node with more in its environment. It finds the programs of its PostgreSQL unpacked.
   *
   * @param environment what the documented file's keys are called there
   */
  static Node start(Path data, Map<String, String> environment, String... arguments) {
    if (!Files.exists(data)) {
      UnpackedPostgres.linkInto(data);
    }
    return launch(data, environment, List.of(), arguments).awaitReady();
  }

  /**
   * Starts a node, on nothing but what its jar carries, and does not wait for it.
   *
   * @param jvm further options of the JVM
   */
  public static Node launch(
      Path data, Map<String, String> environment, List<String> jvm, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(jvm);
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(List.of("--data", data.toString(), "--port", "0"));
    command.addAll(List.of(arguments));
    try {
      Path log = Files.createTempFile(data.getParent(), "node", ".log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("OPSCONDUCTOR_ADMIN_PASSWORD", PASSWORD);
      builder.environment().putAll(environment);
      return new Node(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar() {
    return Path.of("target", "opsconductor.jar").toAbsolutePath();
  }

  Node awaitReady() {
    Awaitility.await()
        .alias("the node is ready; it says: " + log)
        .atMost(LONGEST_START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> isReady() || !process.isAlive());
    if (!process.isAlive()) {
      throw new IllegalStateException("The node ended at once:\n" + output());
    }
    return this;
  }

  /** Whether it said that it takes work. */
  public boolean isReady() {
    return process.isAlive() && output().contains("OpsConductor is ready in");
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code of a node that has ended. */
  public int exitCode() {
    return process.exitValue();
  }

  /** Where its log is. */
  public Path log() {
    return log;
  }

  /** Sends a signal, such as {@code STOP}; a node that has ended meanwhile is no error. */
  public void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Errors in its log, each with its trace. */
  public List<String> errors() {
    return entries().filter(entry -> entry.contains(" ERROR ")).toList();
  }

  /**
   * What it wrote that speaks of a defect: errors, and whatever has a stack trace, which is also
   * written when another node does not answer any more.
   */
  public List<String> defects() {
    return entries()
        .filter(entry -> entry.contains(" ERROR ") || entry.contains("\n\tat "))
        .toList();
  }

  /** Entries of its log with what follows them, but for four that are no defects of the product. */
  Stream<String> entries() {
    List<String> entries = new ArrayList<>(List.of(""));
    for (String line : output().lines().toList()) {
      if (TIME.matcher(line).find()) {
        entries.add(line);
      } else {
        entries.add(entries.removeLast() + "\n" + line);
      }
    }
    // The pool of the database client gives up on a wait that was over at the same moment; a peer
    // that was killed resets its connections; a machine that has no time for the process looks to
    // it as a blocked event loop, which the test of a flood watches by itself; and Vert.x completes
    // the
    // one promise of a publication for each node that it goes to, again when one was killed.
    return entries.stream()
        .filter(entry -> !entry.contains("SqlConnectionPool$1PoolRequest.lambda$onEnqueue"))
        .filter(entry -> !entry.contains(" BlockedThreadChecker "))
        .filter(entry -> !isSecondCompletion(entry))
        .filter(entry -> !entry.contains("ConnectionBase recvAddress(..) failed with error(-104)"));
  }

  private static boolean isSecondCompletion(String entry) {
    return entry.contains("IllegalStateException: Promise already completed")
        && (entry.contains("eventbus.impl.clustered.OutboundConnection.")
            || !entry.contains("\tat io.opsconductor."));
  }

  /** Where its gateway listens. */
  public String url() {
    Matcher matcher = URL.matcher(output());
    if (!matcher.find()) {
      throw new IllegalStateException("The node printed no URL:\n" + output());
    }
    return matcher.group();
  }

  /** SIGTERM; the exit code, once it has ended. */
  public int terminate() {
    process.destroy();
    return awaitEnd(Duration.ofSeconds(40));
  }

  /** SIGKILL, as a crash. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd(Duration.ofSeconds(10));
  }

  private int awaitEnd(Duration longest) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "The node did not end within " + longest + ":\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
    }
  }
}
