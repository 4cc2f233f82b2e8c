package io.opsconductor.workers.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * The programs that keep an attempt on a target apart from any connection to it. They are resources
 * beside this class, in POSIX shell; comments are not sent.
 */
final class AttemptScripts {

  private static final String COMMON = resource("attempt.sh");
  private static final String PROBE = resource("probe.sh");
  private static final String START = resource("start.sh");
  private static final String ATTACH = resource("attach.sh");
  private static final String CLEAN = resource("clean.sh");

  private AttemptScripts() {}

  /** Tells the {@link TargetTraits} after the marker; the shell goes on reading. */
  static String probe(Marker marker) {
    return "{\n" + assign(marker) + PROBE + "}\n";
  }

  /** Starts an attempt, unless anybody did before. */
  static String start(Marker marker, Attempt attempt) {
    return compound(
        head(marker, attempt) + "p=" + ShellText.quote(attempt.body()) + "\n", COMMON + START);
  }

  /** Goes on with an attempt from these offsets. */
  static String attach(Marker marker, Attempt attempt, long out, long err, boolean follows) {
    return compound(
        head(marker, attempt)
            + "i=%d j=%d h=%s%n".formatted(out, err, follows ? "follow" : "poll")
            + "exec </dev/null\n",
        COMMON + ATTACH);
  }

  /**
   * Removes what attempts have left.
   *
   * @param olderThanDays remove what is older too; 0 not to look
   */
  static String clean(Collection<String> directories, int olderThanDays) {
    String names = directories.stream().collect(Collectors.joining(" "));
    return "k='%s' h=%d m= n= f=0%n".formatted(names, olderThanDays) + COMMON + CLEAN;
  }

  /** Shell text that sets p and t to the process group of an attempt and its start time. */
  static String locate(Attempt attempt) {
    return """
    d=$HOME/.opsconductor/%s l=20
    until [ -s "$d/group" ] || [ ! -d "$d" ] || [ $l = 0 ]; do
      sleep 0.1 2>/dev/null || sleep 1
      l=$((l-1))
    done
    { read -r p t <"$d/group"; } 2>/dev/null || {
      if [ -s "$d/run" ]; then echo alive; else echo gone; fi
      exit
    }
    """
        .formatted(attempt.directory());
  }

  private static String head(Marker marker, Attempt attempt) {
    return "k=%s f=%d%n".formatted(attempt.directory(), attempt.fence()) + assign(marker);
  }

  private static String assign(Marker marker) {
    return "m=%s n=%s%n".formatted(marker.first(), marker.second());
  }

  /** The shell has read all of it before it runs the first word. */
  private static String compound(String head, String body) {
    return "{\n" + head + body + "}\n";
  }

  private static String resource(String name) {
    try (InputStream in = AttemptScripts.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .collect(Collectors.joining("\n", "", "\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
