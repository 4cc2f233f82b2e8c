package io.opsconductor.platform.group;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailureLogTest {
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final AtomicLong nanos = new AtomicLong();
  private FailureLog log;

  @BeforeEach
  void listen() {
    Logger logger = new LoggerContext().getLogger("test");
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
    log = new FailureLog(logger, "outbox", nanos::get);
  }

  @Test
  void failed_shouldBeToldQuietlyAndOnce_whenAPartIsMissingForAMoment() {
    // when
    log.failed(missing());
    log.failed(missing());
    log.works();
    // then
    assertThat(levels()).containsExactly(Level.INFO, Level.INFO);
    assertThat(lines.list.getFirst().getThrowableProxy()).isNull();
  }

  @Test
  void failed_shouldWarnOnce_whenItLasts() {
    // given
    log.failed(missing());
    // when
    nanos.addAndGet(FailureLog.PATIENCE.toNanos());
    log.failed(missing());
    log.failed(missing());
    // then
    assertThat(levels()).containsExactly(Level.INFO, Level.WARN);
  }

  @Test
  void failed_shouldWarnAtOnceWithTheTrace_whenItIsADefect() {
    // when
    log.failed(new IllegalStateException("broken"));
    // then
    assertThat(levels()).containsExactly(Level.WARN);
    assertThat(lines.list.getFirst().getThrowableProxy()).isNotNull();
  }

  @Test
  void works_shouldSayNothing_whenNothingFailed() {
    // when
    log.works();
    // then
    assertThat(lines.list).isEmpty();
  }

  private static OpsException missing() {
    return new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "The service audit does not answer");
  }

  private List<Level> levels() {
    return lines.list.stream().map(ILoggingEvent::getLevel).toList();
  }
}
