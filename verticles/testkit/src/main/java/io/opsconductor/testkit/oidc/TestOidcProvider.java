package io.opsconductor.testkit.oidc;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An OpenID provider (OpenID Connect Core and Discovery 1.0, RFC 7636, RFC 9207) on the loopback
 * with one client. Its keys are real, its codes are good once and for the verifier that goes with
 * them. It signs whoever {@link #signedIn} says in, without asking, and does wrong what it is told
 * to.
 */
public final class TestOidcProvider implements AutoCloseable {
  public static final String CLIENT_ID = "opsconductor";
  public static final String CLIENT_SECRET = "a secret/with: signs & spaces";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient browser =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final String issuer;
  private final IdTokens tokens;
  private final OidcExchange exchange;
  private final Set<OidcFault> faults = EnumSet.noneOf(OidcFault.class);
  private final Map<OidcEndpoint, OidcTrouble> troubles = new ConcurrentHashMap<>();
  private final Map<OidcEndpoint, AtomicInteger> requests = new EnumMap<>(OidcEndpoint.class);
  private final List<OidcKey> published = new CopyOnWriteArrayList<>();
  private final AtomicInteger keyNumber = new AtomicInteger();
  private final AtomicLong endlessBytes = new AtomicLong();
  private volatile OidcKey signing;
  private volatile OidcUser user = OidcUser.of("nobody");

  private TestOidcProvider(Clock clock, String path) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    issuer = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    tokens = new IdTokens(issuer, CLIENT_ID, CLIENT_SECRET, clock);
    exchange = new OidcExchange(this);
    for (OidcEndpoint endpoint : OidcEndpoint.values()) {
      requests.put(endpoint, new AtomicInteger());
      server.createContext(path + endpoint.path(), new OidcHandler(this, endpoint, exchange));
    }
    server.setExecutor(threads);
    rotateKeys(OidcAlgorithm.RS256);
    server.start();
  }

  public static TestOidcProvider start() {
    return start(Clock.systemUTC());
  }

  /** One whose tokens are of the time of this clock. */
  public static TestOidcProvider start(Clock clock) {
    return new TestOidcProvider(clock, "");
  }

  /** One whose issuer has a path. */
  public static TestOidcProvider start(Clock clock, String path) {
    return new TestOidcProvider(clock, path);
  }

  public String issuer() {
    return issuer;
  }

  /** Who sits at the browser. */
  public void signedIn(OidcUser somebody) {
    user = somebody;
  }

  /** From now on these, and no others. */
  public void does(OidcFault... wrong) {
    synchronized (faults) {
      faults.clear();
      faults.addAll(List.of(wrong));
    }
  }

  /** From now on an end point fails so; {@link OidcTrouble#NONE} heals it. */
  public void trouble(OidcEndpoint endpoint, OidcTrouble trouble) {
    troubles.put(endpoint, trouble);
    synchronized (troubles) {
      troubles.notifyAll();
    }
  }

  /** From now on every end point fails so. */
  public void trouble(OidcTrouble trouble) {
    for (OidcEndpoint endpoint : OidcEndpoint.values()) {
      trouble(endpoint, trouble);
    }
  }

  /** Does nothing wrong any more. */
  public void heal() {
    does();
    trouble(OidcTrouble.NONE);
  }

  /** Another key signs; it is the only one that is published. */
  public void rotateKeys(OidcAlgorithm algorithm) {
    OidcKey next = OidcKey.generate("key-" + keyNumber.incrementAndGet(), algorithm);
    published.clear();
    published.add(next);
    signing = next;
  }

  /** How often an end point was asked. */
  public int requests(OidcEndpoint endpoint) {
    return requests.get(endpoint).get();
  }

  /** What clients took of answers without an end, and of what lay on the way to them. */
  public long endlessBytes() {
    return endlessBytes.get();
  }

  /** Opens a page of this provider as a browser does; where it leads to. */
  public URI visit(URI page) {
    try {
      HttpResponse<String> answer =
          browser.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OidcHandler.FOUND) {
        throw new IllegalStateException(
            "The provider answered " + answer.statusCode() + ": " + answer.body());
      }
      return URI.create(answer.headers().firstValue("Location").orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  OidcUser user() {
    return user;
  }

  Set<OidcFault> faults() {
    synchronized (faults) {
      return faults.isEmpty() ? Set.of() : EnumSet.copyOf(faults);
    }
  }

  OidcTrouble count(OidcEndpoint endpoint) {
    requests.get(endpoint).incrementAndGet();
    return troubles.getOrDefault(endpoint, OidcTrouble.NONE);
  }

  void awaitHealing(OidcEndpoint endpoint) throws InterruptedException {
    synchronized (troubles) {
      while (troubles.get(endpoint) == OidcTrouble.SILENT) {
        troubles.wait();
      }
    }
  }

  /** Whether to go on with one. */
  boolean countEndless(int bytes, OidcEndpoint endpoint) {
    endlessBytes.addAndGet(bytes);
    return troubles.get(endpoint) == OidcTrouble.ENDLESS;
  }

  List<Map<String, Object>> publishedKeys() {
    List<Map<String, Object>> keys = new ArrayList<>();
    published.forEach(key -> keys.add(key.jwk()));
    return keys;
  }

  String idToken(Grant grant, String accessToken) {
    return tokens.make(grant, accessToken, signing, faults());
  }

  String endpoint(OidcEndpoint endpoint) {
    return issuer + endpoint.path();
  }

  @Override
  public void close() {
    heal();
    server.stop(0);
    browser.close();
    threads.close();
  }
}
