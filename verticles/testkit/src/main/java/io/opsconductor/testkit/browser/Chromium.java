package io.opsconductor.testkit.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Chromium without a window and with a profile of its own, which is gone with it. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int TRIES_TO_DELETE = 50;

  private final Path directory;
  private final Process process;
  private final DevTools tools;

  private Chromium(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
    try {
      tools = new DevTools(awaitAddress());
    } catch (RuntimeException e) {
      end();
      throw e;
    }
  }

  /** Starts one that finds servers as everybody does. */
  public static Chromium start() {
    return start(Map.of());
  }

  /**
   * Starts one that finds some servers elsewhere: so a page has the address that is configured,
   * whichever port its server got.
   *
   * @param servers {@code HOST:PORT} of a server, by the {@code HOST:PORT} of its pages
   * @throws IllegalStateException when it is not installed
   */
  public static Chromium start(Map<String, String> servers) {
    String program =
        program()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Chromium is not installed: apt-get install chromium (tests need a real"
                            + " browser)"));
    try {
      Path directory = Files.createTempDirectory("test-chromium");
      Process process =
          new ProcessBuilder(command(program, directory, servers))
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("log").toFile())
              .start();
      return new Chromium(directory, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(path -> NAMES.stream().map(name -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static List<String> command(String program, Path directory, Map<String, String> servers) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "--headless=new",
                // Its sandbox refuses to work for root, and in containers.
                "--no-sandbox",
                "--disable-gpu",
                // Containers have little of /dev/shm.
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--no-default-browser-check",
                "--remote-debugging-port=0",
                "--user-data-dir=" + directory.resolve("profile")));
    if (!servers.isEmpty()) {
      command.add(
          servers.entrySet().stream()
              .map(server -> "MAP " + server.getKey() + " " + server.getValue())
              .collect(Collectors.joining(",", "--host-resolver-rules=", "")));
    }
    command.add("about:blank");
    return command;
  }

  /** It writes down its port, and below it a path that only this profile's owner can read. */
  private URI awaitAddress() {
    Path file = directory.resolve("profile").resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + DevTools.PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() - deadline < 0) {
      List<String> lines = lines(file);
      if (lines.size() == 2) {
        return URI.create("ws://127.0.0.1:" + lines.getFirst() + lines.getLast());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    throw new BrowserException(
        "Chromium did not start:\n" + String.join("\n", lines(directory.resolve("log"))));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a page and waits until it is there. */
  public Page open(String url) {
    String target =
        tools
            .call(null, "Target.createTarget", Map.of("url", "about:blank"))
            .path("targetId")
            .asText();
    String session =
        tools
            .call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    Page page = new Page(tools, session);
    page.goTo(url);
    return page;
  }

  @Override
  public void close() {
    tools.close();
    end();
  }

  private void end() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().orTimeout(DevTools.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    // A child that is being killed may write still.
    for (int tries = 0; !deleted() && tries < TRIES_TO_DELETE; tries++) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private boolean deleted() {
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return !Files.exists(directory);
    }
  }
}
