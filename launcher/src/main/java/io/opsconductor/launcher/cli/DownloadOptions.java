package io.opsconductor.launcher.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How the output of an execution is saved, and the saving. */
final class DownloadOptions {

  enum Format {
    TEXT,
    NDJSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  Format format = Format.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to; it is there under its name only when it is whole.")
  Path file;

  @Option(names = "--target", paramLabel = "TARGET", description = "Only of this target.")
  String target;

  @Option(names = "--stream", paramLabel = "STREAM", description = "Only stdout or stderr.")
  String stream;

  void download(Cli cli, String id) {
    if (file != null && !Files.isDirectory(file.toAbsolutePath().getParent())) {
      throw new CliException(
          Exit.USAGE, "There is no directory " + file.toAbsolutePath().getParent());
    }
    String path =
        "/executions/"
            + cli.lookup().execution(id)
            + "/output?format="
            + format
            + (target == null ? "" : "&target=" + Api.encode(target))
            + (stream == null ? "" : "&stream=" + Api.encode(stream));
    try (InputStream body = cli.api().stream(path)) {
      if (file == null) {
        print(cli.terminal(), body);
      } else {
        save(body);
      }
    } catch (IOException e) {
      throw new CliException(Exit.ERROR, "The output did not come whole: " + e.getMessage(), e);
    }
  }

  /** A person gets to see control characters, and does not have them obeyed. */
  private static void print(Terminal terminal, InputStream body) throws IOException {
    if (terminal.outIsTerminal()) {
      LineJoiner lines =
          new LineJoiner((source, line, ended) -> terminal.out().println(SafeText.of(line)));
      LineJoiner.Source source = new LineJoiner.Source("", "", "stdout");
      byte[] part = new byte[64 * 1024];
      for (int read = body.read(part); read >= 0; read = body.read(part)) {
        lines.add(source, 0, 0, Arrays.copyOf(part, read));
      }
      lines.endAll();
    } else {
      body.transferTo(terminal.out());
    }
    if (terminal.out().checkError()) {
      throw new CliException(Exit.ERROR, "Standard output is closed.");
    }
  }

  private void save(InputStream body) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        body.transferTo(out);
      }
      return;
    }
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.copy(body, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
