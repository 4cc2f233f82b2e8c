package io.opsconductor.launcher.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Streams that are kept for a look. */
final class FakeTerminal {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";
  private boolean interactive;

  FakeTerminal() {
    environment.put("XDG_CONFIG_HOME", "/nonexistent");
  }

  FakeTerminal config(Path directory) {
    return with("XDG_CONFIG_HOME", directory.toString());
  }

  FakeTerminal with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  FakeTerminal input(String text) {
    input = text;
    return this;
  }

  FakeTerminal interactive() {
    interactive = true;
    return this;
  }

  Terminal terminal() {
    return new Terminal(
        environment,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, false, StandardCharsets.UTF_8),
        interactive,
        interactive);
  }

  byte[] outBytes() {
    return out.toByteArray();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
