package io.opsconductor.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Ten years of several instances, with crashes and a database that breaks. {@code
 * -Dopsconductor.seed} and {@code -Dopsconductor.fires} say which and how many.
 */
class SimulationIT {
  private static final long SEED =
      Long.getLong("opsconductor.seed", System.currentTimeMillis() % 1_000_000);
  private static final int FIRES = Integer.getInteger("opsconductor.fires", 100_000);

  @Test
  void dueTimes_shouldEachComeToOneEnd_whenInstancesAndTheDatabaseFailForTenYears()
      throws SQLException {
    // given
    long begun = System.nanoTime();
    quietly();
    System.out.println("Simulation with seed " + SEED);
    try (Simulation simulation = new Simulation(SEED, FIRES)) {
      // when
      simulation.run();
      // then
      SimulationChecker checker = new SimulationChecker(simulation);
      List<String> violations = checker.check();
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      System.out.println(simulation.summary(took, checker.rows()));
      assertThat(violations).as("%d violations", checker.violations()).isEmpty();
    }
  }

  /** Each of some hundred faults would be told with where it happened. */
  private static void quietly() {
    for (String name : List.of("io.opsconductor", "io.vertx")) {
      ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF);
    }
  }
}
