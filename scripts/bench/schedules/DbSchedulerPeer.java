import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * db-scheduler as its documentation says for PostgreSQL and high throughput: lock-and-fetch, a new
 * fetch at one job left a thread, four jobs a thread at most.
 */
final class DbSchedulerPeer implements Peer {

  static final String TABLE =
      """
      CREATE TABLE scheduled_tasks (
        task_name            text        NOT NULL,
        task_instance        text        NOT NULL,
        task_data            bytea,
        execution_time       timestamptz NOT NULL,
        picked               boolean     NOT NULL,
        picked_by            text,
        last_success         timestamptz,
        last_failure         timestamptz,
        consecutive_failures integer,
        last_heartbeat       timestamptz,
        version              bigint      NOT NULL,
        priority             smallint,
        PRIMARY KEY (task_name, task_instance)
      );
      CREATE INDEX ON scheduled_tasks (execution_time);
      CREATE INDEX ON scheduled_tasks (last_heartbeat);
      """;

  private static final int THREADS = Integer.getInteger("threads", 20);
  private static final double LOWER = 1.0;
  private static final double UPPER = 4.0;
  private static final Duration POLL = Duration.ofMillis(100);

  private final OneTimeTask<Instant> task =
      Tasks.oneTime("insert", Instant.class)
          .execute((instance, context) -> Runs.add(instance.getId(), instance.getData()));
  private final Scheduler scheduler;

  DbSchedulerPeer(DataSource pool) {
    scheduler =
        Scheduler.create(pool, task)
            .threads(THREADS)
            .pollUsingLockAndFetch(LOWER, UPPER)
            .pollingInterval(POLL)
            .build();
    scheduler.start();
  }

  @Override
  public void schedule(String prefix, int count, Instant due) {
    scheduler.scheduleBatch(
        IntStream.range(0, count).mapToObj(i -> task.instance(prefix + i, due)), due);
  }

  @Override
  public String words() {
    return "lock-and-fetch %s–%s a thread, %d threads, polls every %d ms"
        .formatted(LOWER, UPPER, THREADS, POLL.toMillis());
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
