package io.opsconductor.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests that wait for something without saying how long wait long: a busy machine is no mistake of
 * the product. JUnit finds this by itself where extensions are detected.
 */
public final class Patience implements BeforeAllCallback {

  private static final Duration DEFAULT = Duration.ofMinutes(1);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultTimeout(DEFAULT);
  }
}
