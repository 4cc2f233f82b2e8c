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
  private static final String SPOOL = resource("spool.sh");
  private static final String GUARD = resource("guard.sh");
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

  /**
   * Goes on with an attempt from these offsets. Its input takes what {@link #received} says.
   *
   * @param quota how much of the output may wait on the target, in bytes
   */
  static String attach(
      Marker marker, Attempt attempt, long out, long err, boolean follows, long quota) {
    return compound(
        head(marker, attempt)
            + "i=%d j=%d q=%d h=%s%n".formatted(out, err, quota, follows ? "follow" : "poll"),
        COMMON + SPOOL + ATTACH);
  }

  /**
   * Watches the quota of an attempt beside the shell that started it. Its input takes what {@link
   * #received} says; when that ends it goes on by itself.
   */
  static String guard(Attempt attempt, long quota) {
    return compound(
        "k=%s q=%d i=0 j=0%n".formatted(attempt.directory(), quota), COMMON + SPOOL + GUARD);
  }

  /** How much of the outputs has been received. */
  static String received(long out, long err) {
    return "%d %d\n".formatted(out, err);
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

  /**
   * Shell text that sets p and t to the process group of an attempt and its start time, and a to
   * the mark of what it started, unless it has ended by itself: then what it left behind was meant
   * to stay. If it was not started, it never will be.
   */
  static String locate(Attempt attempt) {
    return """
    d=$HOME/.opsconductor/%s l=20
    [ -d "$HOME/.opsconductor" ] || mkdir -m 700 "$HOME/.opsconductor"
    if mkdir -m 700 "$d" 2>/dev/null; then true >"$d/fin"; fi
    until [ -s "$d/group" ] || [ -s "$d/exit" ] || [ -e "$d/fin" ] || [ $l = 0 ]; do
      sleep 0.1 2>/dev/null || sleep 1
      l=$((l-1))
    done
    [ -s "$d/group" ] || (set -C && true >"$d/group") 2>/dev/null || sleep 1
    { read -r r c o x e y z <"$d/run"; } 2>/dev/null && kill -s CONT "$o" "$e" 2>/dev/null
    { read -r p t <"$d/group"; } 2>/dev/null || {
      if [ -e "$d/group" ] || [ -e "$d/fin" ]; then echo gone; else echo alive; fi
      exit
    }
    a=
    if [ ! -s "$d/exit" ] || [ -e "$d/stop" ]; then
      true >"$d/stop"
      a=%s
    fi
    """
        .formatted(attempt.directory(), StepProgram.mark(attempt.directory()));
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
