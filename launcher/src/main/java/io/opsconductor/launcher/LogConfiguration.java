package io.opsconductor.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * Logs to standard error: standard output is for the lines that a person asked for. Written in Java
 * because reading XML would take a tenth of the start. Another file is named with {@code
 * -Dlogback.configurationFile}, the level with {@code OPSCONDUCTOR_LOG_LEVEL}.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfiguration extends ContextAwareBase implements Configurator {

  /** With the id of the request, which its answer names too, where a request is served. */
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0} %msg %kvp"
          + "%replace( correlationId=\"%X{correlationId}\"){' correlationId=\"\"', ''}%n";

  /** The CP subsystem is not used; a port that is taken, and a meter that is there, is no news. */
  private static final Map<String, Level> LEVELS =
      Map.of(
          "com.hazelcast", Level.WARN,
          "com.hazelcast.cp", Level.ERROR,
          "com.hazelcast.instance.impl.Node", Level.ERROR,
          "io.micrometer", Level.ERROR,
          "io.vertx.servicediscovery", Level.WARN,
          "org.apache.sshd", Level.WARN,
          "org.flywaydb", Level.WARN,
          "org.flywaydb.core.internal.command.DbMigrate", Level.ERROR);

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null
        || LogConfiguration.class.getResource("/logback-test.xml") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    LEVELS.forEach((name, level) -> context.getLogger(name).setLevel(level));
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getenv("OPSCONDUCTOR_LOG_LEVEL"), Level.INFO));
    root.addAppender(console(context));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static ConsoleAppender<ILoggingEvent> console(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setContext(context);
    console.setName("console");
    console.setTarget("System.err");
    console.setEncoder(encoder);
    console.start();
    return console;
  }
}
