package io.opsconductor.auth.oidc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks one provider. No answer takes longer or is longer than is said here, redirects are not
 * followed, and a provider that fails is left alone for a while.
 */
final class ProviderClient {
  static final int MOST_BYTES = 256 << 10;
  static final int MOST_AT_ONCE = 16;
  private static final int CONNECT_MS = 3000;
  private static final long ANSWER_MS = 6000;
  private static final int FIRST_SERVER_ERROR = 500;

  private final HttpClient http;
  private final Breaker breaker;
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

  /** What came, whatever its status says, as long as it is not that the server is broken. */
  record Reply(int status, JsonObject body) {
    boolean isOk() {
      return status == 200;
    }
  }

  private record Raw(int status, Buffer body) {}

  ProviderClient(Vertx vertx, OidcProviderSettings settings, Clock clock) {
    HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_MS);
    if (settings.caFile() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(settings.caFile()));
    }
    this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(MOST_AT_ONCE));
    this.breaker = new Breaker(clock);
  }

  /**
   * Reads a document.
   *
   * @param authorization null for none
   */
  Reply get(URI uri, String authorization) {
    return ask(HttpMethod.GET, uri, authorization, null);
  }

  Reply post(URI uri, String authorization, String form) {
    return ask(HttpMethod.POST, uri, authorization, form);
  }

  private Reply ask(HttpMethod method, URI uri, String authorization, String form) {
    if (!atOnce.tryAcquire()) {
      throw SsoFailure.unavailable("too_many_at_once");
    }
    try {
      if (!breaker.admits()) {
        throw SsoFailure.unavailable("circuit_open");
      }
      Reply reply = reply(send(method, uri, authorization, form).await());
      breaker.succeeded();
      return reply;
    } catch (SsoFailure e) {
      if (!"circuit_open".equals(e.reason())) {
        breaker.failed();
      }
      throw e;
    } catch (Exception e) {
      // Checked ones too: await throws what the client failed with, undeclared.
      breaker.failed();
      throw SsoFailure.unavailable("no_answer", e);
    } finally {
      atOnce.release();
    }
  }

  private static Reply reply(Raw raw) {
    if (raw.status >= FIRST_SERVER_ERROR || raw.status / 100 == 3) {
      throw SsoFailure.unavailable("status_" + raw.status);
    }
    try {
      return new Reply(raw.status, new JsonObject(raw.body));
    } catch (RuntimeException e) {
      // Without the cause, which quotes what came.
      throw SsoFailure.unavailable("not_json");
    }
  }

  private Future<Raw> send(HttpMethod method, URI uri, String authorization, String form) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setAbsoluteURI(uri.toString())
            .setConnectTimeout(CONNECT_MS)
            .setIdleTimeout(ANSWER_MS)
            .putHeader(HttpHeaders.ACCEPT, "application/json");
    if (authorization != null) {
      options.putHeader(HttpHeaders.AUTHORIZATION, authorization);
    }
    if (form != null) {
      options.putHeader(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    AtomicReference<HttpClientRequest> sent = new AtomicReference<>();
    Future<Raw> answer =
        http.request(options)
            .compose(
                request -> {
                  sent.set(request);
                  Future<HttpClientResponse> response =
                      form == null ? request.send() : request.send(form);
                  return response.compose(head -> read(request, head));
                });
    return answer
        .timeout(ANSWER_MS, TimeUnit.MILLISECONDS)
        .onFailure(
            e -> {
              HttpClientRequest open = sent.get();
              if (open != null) {
                open.reset();
              }
            });
  }

  private static Future<Raw> read(HttpClientRequest request, HttpClientResponse response) {
    Promise<Raw> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    response
        .handler(
            chunk -> {
              if (body.length() + chunk.length() <= MOST_BYTES) {
                body.appendBuffer(chunk);
              } else if (whole.tryFail(SsoFailure.unavailable("answer_too_long"))) {
                request.reset();
              }
            })
        .exceptionHandler(whole::tryFail)
        .endHandler(end -> whole.tryComplete(new Raw(response.statusCode(), body)));
    return whole.future();
  }
}
