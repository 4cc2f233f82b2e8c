import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/**
 * What schedules cost a process that nothing is due in: its CPU time with none and with many that
 * are due in a year. Run from source: {@code java -cp opsconductor.jar Idle.java DATA SCHEDULE
 * COUNT PID SECONDS}. Measures without, with, and without again; the lower of those without counts.
 */
public final class Idle {

  /** Ticks of {@code /proc} a second, on every Linux. */
  private static final double TICKS = 100;

  /** After a change, until caches and the analysis of tables have come to rest. */
  private static final Duration REST = Duration.ofSeconds(10);

  private final Path stat;
  private final Duration time;

  private Idle(long pid, Duration time) {
    this.stat = Path.of("/proc/" + pid + "/stat");
    this.time = time;
  }

  public static void main(String[] arguments) throws Exception {
    Copies copies = new Copies(new Server(Path.of(arguments[0])), UUID.fromString(arguments[1]));
    int count = Integer.parseInt(arguments[2]);
    Idle idle =
        new Idle(Long.parseLong(arguments[3]), Duration.ofSeconds(Long.parseLong(arguments[4])));
    double before = idle.share();
    copies.make(
        "idle ", count, Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(365, ChronoUnit.DAYS));
    double with = idle.share();
    copies.remove();
    double without = Math.min(before, idle.share());
    System.out.printf(
        Locale.ROOT,
        "idle %.2f %.2f %.2f%n",
        100 * without,
        100 * with,
        100 * Math.max(0, with - without));
  }

  /** Of one core. */
  private double share() throws Exception {
    Thread.sleep(REST);
    long begun = System.nanoTime();
    double before = seconds();
    Thread.sleep(time);
    return (seconds() - before) / ((System.nanoTime() - begun) / 1e9);
  }

  /** Of CPU that the process has taken, as user and in the kernel. */
  private double seconds() throws Exception {
    String line = Files.readString(stat);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }
}
