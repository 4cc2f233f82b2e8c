package io.opsconductor.testkit.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A page that is open in a browser. */
public final class Page {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final DevTools tools;
  private final String session;

  Page(DevTools tools, String session) {
    this.tools = tools;
    this.session = session;
  }

  /**
   * Goes to another address and waits until it is there.
   *
   * @throws BrowserException when it cannot be reached
   */
  public void goTo(String url) {
    String failure = call("Page.navigate", Map.of("url", url)).path("errorText").asText("");
    if (!failure.isEmpty()) {
      throw new BrowserException(url + ": " + failure);
    }
    await("document.readyState === 'complete'");
  }

  /**
   * The value of an expression, or of what it promises.
   *
   * @throws BrowserException with what was thrown
   */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            Map.of(
                "expression",
                expression,
                "awaitPromise",
                true,
                "returnByValue",
                true,
                // As if somebody had clicked: some things a page may do only then.
                "userGesture",
                true));
    JsonNode thrown = answer.path("exceptionDetails");
    if (!thrown.isMissingNode()) {
      throw new BrowserException(
          thrown
              .path("exception")
              .path("description")
              .asText(thrown.path("exception").path("value").asText(thrown.toString())));
    }
    return answer.path("result").path("value");
  }

  /** Waits until an expression is true. */
  public void await(String expression) {
    long deadline = System.nanoTime() + DevTools.PATIENCE.toNanos();
    while (!evaluate("Boolean(" + expression + ")").asBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new BrowserException(expression + " did not come true within " + DevTools.PATIENCE);
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Plugs an authenticator into the browser, for this page. */
  public VirtualAuthenticator authenticator() {
    return new VirtualAuthenticator(this);
  }

  JsonNode call(String method, Map<String, ?> parameters) {
    return tools.call(session, method, parameters);
  }
}
