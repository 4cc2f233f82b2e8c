package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, starts, adopts and stops the server of one data directory. The caller holds its lock. */
final class PostgresServer {

  static final String SUPERUSER = "postgres";
  static final String PASSWORD_NAME = "postgres.password";

  private static final Logger LOG = LoggerFactory.getLogger(PostgresServer.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final DataDirectory data;
  private final PostgresFiles files;
  private final RunAs runAs;
  private final String version;

  PostgresServer(DataDirectory data, PostgresFiles files, String version) {
    this.data = data;
    this.files = files;
    this.version = version;
    this.runAs = RunAs.choose(files.root(), files.data());
  }

  /** The server that runs on the data, if any. */
  Optional<Postmaster> running() {
    return Postmaster.find(files.data());
  }

  /** Makes the data directory at the first start, and refuses one of another major version. */
  void prepare() {
    if (files.isInitialised()) {
      files.requireMajor(major());
      requirePassword();
    } else {
      initialise();
    }
  }

  /** Starts the server on a port and returns at once: it may still recover from a crash. */
  void launch(int port) {
    Postmaster.clearAway(files.data());
    PostgresBinaries binaries = binaries();
    List<String> command =
        List.of(
            binaries.program("pg_ctl").toString(),
            "start",
            "--no-wait",
            "--silent",
            "--pgdata=" + files.data(),
            "--log=" + files.startLog(),
            "--options=" + String.join(" ", ServerSettings.options(port, files.logs())));
    ChildProcess.run(runAs.wrap(command), files.root());
    files.storePort(port);
    binaries.deleteOthers();
  }

  /** Stops the server: clients are cut, what was committed is kept. */
  void stop() {
    List<String> command =
        List.of(
            binaries().program("pg_ctl").toString(),
            "stop",
            "--mode=fast",
            "--silent",
            "--pgdata=" + files.data(),
            "--timeout=" + STOP_TIMEOUT.toSeconds());
    try {
      ChildProcess.run(runAs.wrap(command), files.root());
      LOG.info("PostgreSQL stopped");
    } catch (StartRefused e) {
      LOG.atWarn()
          .addKeyValue("directory", files.data())
          .log("PostgreSQL did not stop in time; the next start adopts it: {}", e.getMessage());
    }
  }

  /** What the server said before its log was open; the reason when it does not start. */
  String lastWords() {
    try {
      List<String> lines = Files.readAllLines(files.startLog());
      return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    } catch (IOException e) {
      return "it left no log";
    }
  }

  private int major() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  private void requirePassword() {
    if (!data.hasSecret(PASSWORD_NAME)) {
      throw StartRefused.because(
          "There are databases in "
              + files.data()
              + " but not their password "
              + data.secrets().resolve(PASSWORD_NAME)
              + ". Restore the secrets directory from its backup.");
    }
  }

  private void initialise() {
    long start = System.nanoTime();
    PostgresBinaries binaries = binaries();
    try {
      PostgresBinaries.deleteTree(files.newData());
      Files.createDirectories(files.logs());
      Files.writeString(files.startLog(), "");
      Path passwordFile = passwordFor(runAs);
      Files.createDirectory(files.newData());
      runAs.own(files.newData());
      runAs.own(files.logs());
      runAs.own(files.startLog());
      ChildProcess.run(runAs.wrap(initdb(binaries, passwordFile)), files.root());
      Files.delete(passwordFile);
      Files.move(files.newData(), files.data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw StartRefused.because("Cannot make the databases in " + files.data() + ": " + e, e);
    }
    LOG.atInfo()
        .addKeyValue("directory", files.data())
        .addKeyValue("durationMs", Duration.ofNanos(System.nanoTime() - start).toMillis())
        .log("Made a new PostgreSQL {} server", version);
  }

  private List<String> initdb(PostgresBinaries binaries, Path passwordFile) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("initdb").toString());
    command.add("--pgdata=" + files.newData());
    command.add("--pwfile=" + passwordFile);
    command.addAll(ServerSettings.INITDB);
    return command;
  }

  /** A copy of the password that the program's identity may read; the original stays ours. */
  private Path passwordFor(RunAs reader) throws IOException {
    Path copy = files.root().resolve("initdb.password");
    Files.deleteIfExists(copy);
    data.secret(PASSWORD_NAME);
    Files.copy(data.secrets().resolve(PASSWORD_NAME), copy, StandardCopyOption.COPY_ATTRIBUTES);
    reader.own(copy);
    return copy;
  }

  private PostgresBinaries binaries() {
    return PostgresBinaries.unpack(files.root(), version);
  }
}
