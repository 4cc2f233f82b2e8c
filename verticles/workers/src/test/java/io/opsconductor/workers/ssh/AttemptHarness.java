package io.opsconductor.workers.ssh;

import io.opsconductor.contracts.jobs.Interpreter;
import io.opsconductor.testkit.TestSshd;
import io.opsconductor.workers.ssh.AttemptRun.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A target of its own and what one does to attempts on it. */
final class AttemptHarness implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestSshd sshd;
  private final SshConnector connector;

  private AttemptHarness(TestSshd sshd, SshSettings settings) {
    this.sshd = sshd;
    this.connector = new SshConnector(settings);
  }

  static AttemptHarness start(SshSettings settings, Map<String, String> options) {
    return new AttemptHarness(
        TestSshd.start(1, List.of("ed25519"), options),
        settings.withKillGrace(Duration.ofMillis(700)));
  }

  static AttemptHarness start() {
    return start(SshSettings.defaults(), Map.of());
  }

  TestSshd sshd() {
    return sshd;
  }

  static String name() {
    return UUID.randomUUID().toString();
  }

  /** Where the target keeps it. */
  Path files(String name) {
    return sshd.home().resolve(".opsconductor").resolve(name);
  }

  static Attempt attempt(String name, long fence, String command) {
    return new Attempt(name, fence, StepProgram.body(Interpreter.SH, command, Map.of()));
  }

  static AttemptRun newRun(Attempt attempt, Position from, OutputSink sink) {
    return new AttemptRun(attempt, Optional.empty(), from, sink, () -> {}, PATIENCE);
  }

  StepResult run(Attempt attempt, Position from, OutputSink sink) throws InterruptedException {
    return newRun(attempt, from, sink).run(null, Ssh.LONG, this::connect);
  }

  CompletableFuture<StepResult> begin(AttemptRun run, Duration timeout) {
    return begin(run, timeout, this::connect);
  }

  static CompletableFuture<StepResult> begin(
      AttemptRun run, Duration timeout, Reconnect reconnect) {
    CompletableFuture<StepResult> result = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            result.complete(run.run(null, timeout, reconnect));
          } catch (InterruptedException | RuntimeException e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  CompletableFuture<StepResult> begin(AttemptRun run) {
    return begin(run, Duration.ofMinutes(3));
  }

  SshConnection connect() throws SshConnectException, InterruptedException {
    return connector.connect(
        Ssh.endpoint(sshd), Ssh.key(sshd), key -> HostKeyVerifier.Verdict.ACCEPTED);
  }

  String shell(String command) throws Exception {
    try (SshConnection connection = connect()) {
      return Ssh.run(connection, command).out();
    }
  }

  void clean(String name) throws Exception {
    try (SshConnection connection = connect()) {
      Ssh.step(
              connection,
              StepProgram.own(AttemptScripts.clean(List.of(name), 0)),
              (stream, at, bytes) -> {},
              Ssh.LONG)
          .run(Ssh.LONG);
    }
  }

  /** A word of a file of an attempt: of {@code run} the first is the shell around the command. */
  long number(String name, String file, int word) throws IOException {
    return Long.parseLong(Files.readString(files(name).resolve(file)).strip().split(" ", -1)[word]);
  }

  /** A process, or the group of the negative number: without {@code --} some take -12 for -1. */
  static void kill(long process, String signal) throws Exception {
    new ProcessBuilder("kill", "-s", signal, "--", Long.toString(process)).start().waitFor();
  }

  /** What runs on this target, by name, the server itself left out. */
  List<String> processes() {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("[0-9]+"))
          .filter(this::isOurs)
          .map(path -> read(path.resolve("comm")).strip())
          .filter(command -> !command.startsWith("sshd"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isOurs(Path process) {
    return read(process.resolve("environ")).contains("HOME=" + sshd.home() + "\0");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    connector.close();
    sshd.close();
  }
}
