package io.opsconductor.contracts.targets;

import io.opsconductor.contracts.Checks;

/**
 * Asks only whether a selector parses; refused with {@code bad_selector} and the position when it
 * does not.
 */
public record SelectorCheck(String selector) {
  public SelectorCheck {
    Checks.text(selector, "selector", 4096);
  }
}
