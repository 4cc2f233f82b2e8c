import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;

/** Quartz with its JDBC store, clustered: one job with as many triggers as are due. */
final class QuartzPeer implements Peer {

  static final String TABLES = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";

  private static final String THREADS = System.getProperty("threads", "12");
  private static final String BATCH = System.getProperty("batch", THREADS);
  private static final String IDLE_MS = "1000";

  private static DataSource source;

  private final Scheduler scheduler;

  QuartzPeer(DataSource pool) throws Exception {
    source = pool;
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "org.quartz.scheduler.instanceId", "AUTO",
            "org.quartz.scheduler.idleWaitTime", IDLE_MS,
            "org.quartz.scheduler.batchTriggerAcquisitionMaxCount", BATCH,
            "org.quartz.threadPool.threadCount", THREADS));
    settings.putAll(
        Map.of(
            "org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX",
            "org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate",
            "org.quartz.jobStore.dataSource", "bench",
            "org.quartz.jobStore.isClustered", "true",
            "org.quartz.jobStore.acquireTriggersWithinLock", "true",
            "org.quartz.jobStore.misfireThreshold", "600000",
            "org.quartz.dataSource.bench.connectionProvider.class", Pooled.class.getName()));
    scheduler = new StdSchedulerFactory(settings).getScheduler();
    scheduler.start();
  }

  @Override
  public void schedule(String prefix, int count, Instant due) throws Exception {
    Set<Trigger> triggers = new HashSet<>();
    JobDetail job = JobBuilder.newJob(Insert.class).withIdentity(prefix).storeDurably().build();
    for (int i = 0; i < count; i++) {
      triggers.add(
          TriggerBuilder.newTrigger()
              .withIdentity(prefix + i)
              .forJob(job)
              .startAt(Date.from(due))
              .build());
    }
    scheduler.scheduleJobs(Map.of(job, triggers), false);
  }

  @Override
  public String words() {
    return "JDBC store, clustered, %s threads, batches of %s within the lock, idle wait %s ms"
        .formatted(THREADS, BATCH, IDLE_MS);
  }

  @Override
  public void close() throws Exception {
    scheduler.shutdown();
  }

  /** Made by the library. */
  public static final class Insert implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      Runs.add(context.getTrigger().getKey().getName(), context.getScheduledFireTime().toInstant());
    }
  }

  /** Made by the library: the pool that the jobs use too. */
  public static final class Pooled implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return source.getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
