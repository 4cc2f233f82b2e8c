package io.opsconductor.gateway;

import io.opsconductor.contracts.Wire;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The web console, from memory: what the module {@code console} built and compressed, listed in its
 * {@code files.json}. Files whose names carry a hash of their content stay with the browser for
 * ever; the page itself is never kept, and has a new nonce each time, without which its content
 * security policy lets no style in. Every address that a person opens outside of the API is the
 * page, which knows its own places.
 *
 * <p>A process without the module leads to the readable contract instead.
 */
final class Console {
  private static final String FOLDER = "/console";
  private static final String PAGE = "/index.html";
  private static final String NONCE = "__CSP_NONCE__";
  private static final int NONCE_BYTES = 16;
  private static final String CSP =
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-%s'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self';"
          + " frame-ancestors 'none'";

  private static final List<String> NOT_PAGES =
      List.of("/api", "/health", "/metrics", "/.well-known");

  /**
   * A file of the build.
   *
   * @param immutable whether its name changes with its content
   * @param encodings in which it is there, the smallest first; none for as it is
   */
  private record Listed(String type, boolean immutable, List<String> encodings) {}

  private record Listing(Map<String, Listed> files) {}

  private record Served(Listed file, Map<String, Buffer> contents) {}

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Served> files = new HashMap<>();
  private final String page;

  Console() {
    byte[] list = read("/files.json");
    if (list == null) {
      page = null;
      return;
    }
    Wire.decode(list, Listing.class)
        .files
        .forEach((name, file) -> files.put(name, served(name, file)));
    page = new String(required(PAGE), StandardCharsets.UTF_8);
    if (!page.contains(NONCE)) {
      throw new IllegalStateException("The page of the console has no place for a nonce");
    }
  }

  private static Served served(String name, Listed file) {
    Map<String, Buffer> contents = new HashMap<>();
    if (file.encodings.isEmpty()) {
      contents.put("", Buffer.buffer(required(name)));
    }
    for (String encoding : file.encodings) {
      contents.put(
          encoding, Buffer.buffer(required(name + ("br".equals(encoding) ? ".br" : ".gz"))));
    }
    return new Served(file, contents);
  }

  /** Answers a request for the console; false when it is for something else. */
  boolean handle(HttpServerRequest request) {
    HttpMethod method = request.method();
    if (!HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method)) {
      return false;
    }
    String path = request.path();
    if (page == null) {
      return leadToDocs(request);
    }
    if (path.equals("/") || path.equals(PAGE)) {
      return sendPage(request);
    }
    Served served = files.get(path);
    if (served != null) {
      return send(request, served);
    }
    return isOpenedByPerson(request) && sendPage(request);
  }

  private static boolean leadToDocs(HttpServerRequest request) {
    if (!request.path().equals("/")) {
      return false;
    }
    request.response().setStatusCode(302).putHeader(HttpHeaders.LOCATION, "/api/docs").end();
    return true;
  }

  /** A browser that opens an address asks for a page; scripts and programs do not. */
  private static boolean isOpenedByPerson(HttpServerRequest request) {
    String path = request.path();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains("text/html")
        && path.startsWith("/")
        && !path.startsWith("/assets/")
        && NOT_PAGES.stream()
            .noneMatch(other -> path.equals(other) || path.startsWith(other + "/"));
  }

  private boolean sendPage(HttpServerRequest request) {
    byte[] bytes = new byte[NONCE_BYTES];
    random.nextBytes(bytes);
    String nonce = Base64.getEncoder().encodeToString(bytes);
    secured(request)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("Content-Security-Policy", CSP.formatted(nonce))
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("X-Frame-Options", "DENY")
        .end(page.replace(NONCE, nonce));
    return true;
  }

  private static boolean send(HttpServerRequest request, Served served) {
    HttpServerResponse response =
        secured(request)
            .putHeader(HttpHeaders.CONTENT_TYPE, served.file.type)
            .putHeader(
                HttpHeaders.CACHE_CONTROL,
                served.file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (served.file.encodings.isEmpty()) {
      end(response, served.contents.get(""));
      return true;
    }
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    for (String encoding : served.file.encodings) {
      if (accepts(accepted, encoding)) {
        end(
            response.putHeader(HttpHeaders.CONTENT_ENCODING, encoding),
            served.contents.get(encoding));
        return true;
      }
    }
    end(response, plain(served.contents.get("gzip")));
    return true;
  }

  /** Of an answer to HEAD the length alone is sent. */
  private static void end(HttpServerResponse response, Buffer content) {
    response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length())).end(content);
  }

  /** RFC 9110 §12.5.3, as far as browsers make use of it: a weight of zero is a refusal. */
  private static boolean accepts(String accepted, String encoding) {
    if (accepted == null) {
      return false;
    }
    for (String one : accepted.split(",", -1)) {
      String[] parts = one.trim().split("\\s*;\\s*", 2);
      if (parts[0].equalsIgnoreCase(encoding)) {
        return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private static HttpServerResponse secured(HttpServerRequest request) {
    return request
        .response()
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "same-origin");
  }

  /** For whoever takes no encoding: no browser. */
  private static Buffer plain(Buffer gzip) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip.getBytes()))) {
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] required(String name) {
    byte[] content = read(name);
    if (content == null) {
      throw new IllegalStateException("The file " + name + " of the console is missing");
    }
    return content;
  }

  private static byte[] read(String name) {
    try (InputStream in = Console.class.getResourceAsStream(FOLDER + name)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
