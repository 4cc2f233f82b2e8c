package io.opsconductor.platform.selector;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import java.util.List;

/** Selectors as they come in requests. */
public final class Selectors {
  private Selectors() {}

  /**
   * Parses the selector of a request.
   *
   * @param pointer where it stands in the request
   * @throws OpsException {@code bad_selector}
   */
  public static Selector parse(String selector, String pointer) {
    try {
      return SelectorParser.parse(selector);
    } catch (SelectorError e) {
      throw new OpsException(
          ErrorCode.BAD_SELECTOR,
          "The selector does not parse: " + e.getMessage(),
          List.of(new FieldError(pointer, e.getMessage())));
    }
  }
}
