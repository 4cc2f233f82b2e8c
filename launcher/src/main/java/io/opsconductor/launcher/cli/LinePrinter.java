package io.opsconductor.launcher.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Prints lines with the host before them: what was standard error on the host goes to standard
 * error. Where a person looks, control characters are shown and not obeyed; else the bytes pass as
 * they are.
 */
final class LinePrinter implements LineJoiner.Lines {

  /** A longer name is not lined up with. */
  private static final int WIDEST = 40;

  private static final int[] COLOURS = {36, 32, 33, 35, 34, 96, 92, 93, 95, 94};

  private final Terminal terminal;
  private final boolean prefixed;
  private int width;

  LinePrinter(Terminal terminal, boolean prefixed) {
    this.terminal = terminal;
    this.prefixed = prefixed;
  }

  /** Makes room for the name of a target that may print later. */
  void expect(String target) {
    if (target.length() <= WIDEST) {
      width = Math.max(width, target.length());
    }
  }

  @Override
  public void line(LineJoiner.Source source, byte[] line, boolean ended) {
    boolean toErr = source.stream().equals("stderr");
    PrintStream out = toErr ? terminal.err() : terminal.out();
    boolean shown = toErr ? terminal.errIsTerminal() : terminal.outIsTerminal();
    if (prefixed) {
      expect(source.target());
      out.print(prefix(source.target(), shown));
    }
    byte[] bytes = shown ? safe(line) : line;
    out.write(bytes, 0, bytes.length);
    if (ended || prefixed || shown) {
      out.write('\n');
    }
  }

  /** A carriage return before the line end is how Windows ends lines. */
  private static byte[] safe(byte[] line) {
    boolean carriageReturn = line.length > 0 && line[line.length - 1] == '\r';
    String text =
        SafeText.of(carriageReturn ? java.util.Arrays.copyOf(line, line.length - 1) : line);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String prefix(String target, boolean shown) {
    if (!shown) {
      return target + " | ";
    }
    String name = SafeText.of(target);
    String padded = name + " ".repeat(Math.max(0, width - name.length())) + " | ";
    if (!terminal.coloursOut()) {
      return padded;
    }
    int colour = COLOURS[Math.floorMod(target.hashCode(), COLOURS.length)];
    return "\u001b[" + colour + "m" + padded + "\u001b[0m";
  }

  /** Puts everything out; throws when nobody takes it any more. */
  void flush() {
    terminal.err().flush();
    if (terminal.out().checkError()) {
      throw new CliException(Exit.ERROR, "Standard output is closed.");
    }
  }
}
