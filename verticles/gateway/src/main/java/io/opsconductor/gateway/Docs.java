package io.opsconductor.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The published contract and its readable form, from memory. The page loads nothing from elsewhere,
 * and its content security policy sees to that.
 */
final class Docs {
  private static final String HOME = "/api/docs";
  private static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self'"
          + " data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  private record Page(String type, Buffer content) {}

  private final Map<String, Page> pages = new HashMap<>();

  Docs(Contract contract) {
    pages.put("/api/openapi.yaml", page("application/yaml", contract.yaml()));
    pages.put(HOME, new Page("text/html; charset=utf-8", resource("/docs/index.html")));
    pages.put(HOME + "/start.js", new Page("text/javascript", resource("/docs/start.js")));
    String webjar = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    asset("swagger-ui.css", "text/css", webjar);
    asset("swagger-ui-bundle.js", "text/javascript", webjar);
    asset("favicon-32x32.png", "image/png", webjar);
  }

  /** Answers a request for the docs; false when it is for something else. */
  boolean handle(HttpServerRequest request) {
    String path = request.path();
    if (path.equals(HOME + "/")) {
      request.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, HOME).end();
      return true;
    }
    Page page = pages.get(path);
    if (page == null) {
      return false;
    }
    HttpServerResponse response = request.response();
    if (!READING.contains(request.method())) {
      response.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      throw HttpProblem.METHOD_NOT_ALLOWED.because("This page can only be read");
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, page.type)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("Content-Security-Policy", CSP)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer")
        .end(page.content);
    return true;
  }

  private void asset(String name, String type, String folder) {
    pages.put(HOME + "/" + name, new Page(type, resource(folder + name)));
  }

  private static Page page(String type, String text) {
    return new Page(type, Buffer.buffer(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Buffer resource(String path) {
    try (InputStream in = Docs.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + path + " is missing");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version() {
    try (InputStream in = Docs.class.getResourceAsStream("/gateway.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("swagger-ui.version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
