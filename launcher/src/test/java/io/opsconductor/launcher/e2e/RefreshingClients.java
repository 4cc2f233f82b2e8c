package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that refresh their sessions at one node and ask all of them, until they are closed. */
final class RefreshingClients implements AutoCloseable {
  private static final int ASKED = 3;

  private final List<String> urls;
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final Set<String> keysSeen = ConcurrentHashMap.newKeySet();
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();

  /** Begins at once. */
  RefreshingClients(int number, String... urls) {
    this.urls = List.of(urls);
    for (int i = 0; i < number; i++) {
      int first = i;
      String session =
          Api.anonymous(urls[i % urls.length])
              .post("/auth/login", Map.of("username", "admin", "password", Node.PASSWORD))
              .body()
              .path("refreshToken")
              .asText();
      clients.execute(() -> goOn(session, first));
    }
  }

  private void goOn(String session, int first) {
    String refreshToken = session;
    for (int round = first; !over.get() && failures.isEmpty(); round++) {
      String url = urls.get(round % urls.size());
      Api.Answer pair =
          Api.anonymous(url).post("/auth/refresh", Map.of("refreshToken", refreshToken));
      if (pair.status() != 200) {
        failures.add("refresh: " + pair.status() + " " + pair.body());
        return;
      }
      refreshToken = pair.body().path("refreshToken").asText();
      ask(pair.body());
    }
  }

  private void ask(JsonNode pair) {
    String token = pair.path("accessToken").asText();
    keysSeen.add(keyId(token));
    for (String url : urls) {
      for (int i = 0; i < ASKED; i++) {
        Api.Answer me = Api.anonymous(url).withToken(token).get("/auth/me");
        if (me.status() != 200) {
          failures.add("me: " + me.status() + " " + me.body());
        }
        served.incrementAndGet();
      }
    }
  }

  private static String keyId(String accessToken) {
    String header = accessToken.substring(0, accessToken.indexOf('.'));
    return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(header))).getString("kid");
  }

  /** What was not served. */
  Queue<String> failures() {
    return failures;
  }

  /** Under which keys tokens were signed. */
  Set<String> keysSeen() {
    return keysSeen;
  }

  int served() {
    return served.get();
  }

  /** Ends them and waits for what they do last. */
  @Override
  public void close() {
    over.set(true);
    clients.close();
  }
}
