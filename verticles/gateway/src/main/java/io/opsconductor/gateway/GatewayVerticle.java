package io.opsconductor.gateway;

import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Trace;
import io.opsconductor.platform.group.GroupContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One instance of the edge: an HTTP server on an event loop. Instances share the port. */
final class GatewayVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayVerticle.class);
  private static final int MAX_FRAME_BYTES = 64 * 1024;
  private static final int MAX_LINE_BYTES = 8 * 1024;
  private static final long STOP_SECONDS = 5;

  /** How long clients are told to go elsewhere before their connections are closed. */
  private static final long LEAVE_MS = 500;

  private static final int FREE_PORT_TRIES = 5;
  private static final Set<String> TLS_VERSIONS = Set.of("TLSv1.2", "TLSv1.3");
  private static final CharSequence HSTS = HttpHeaders.createOptimized("Strict-Transport-Security");

  private final GroupContext group;
  private final GatewayConfig config;
  private final NodeParts node;
  private final CompletableFuture<Integer> redirectPort;
  private final CharSequence hsts;
  private StreamEndpoint stream;
  private HttpServer server;
  private Runnable stopRenewing = () -> {};
  private boolean leaving;

  GatewayVerticle(
      GroupContext group,
      GatewayConfig config,
      NodeParts node,
      CompletableFuture<Integer> redirectPort) {
    this.group = group;
    this.config = config;
    this.node = node;
    this.redirectPort = redirectPort;
    this.hsts =
        config.tls() && config.hstsSeconds() > 0
            ? HttpHeaders.createOptimized("max-age=" + config.hstsSeconds())
            : null;
  }

  @Override
  public Future<?> start() {
    return Contract.load(vertx)
        .compose(
            contract -> {
              Router router = router(contract);
              return listen(router, config.port() == 0 ? FREE_PORT_TRIES : 1);
            })
        .onSuccess(listening -> node.listening(listening.actualPort()))
        .compose(this::redirect);
  }

  private Future<?> redirect(HttpServer listening) {
    if (config.httpRedirectPort() == null || !node.mayRedirect()) {
      return Future.succeededFuture();
    }
    int target = config.httpsPort() == null ? listening.actualPort() : config.httpsPort();
    return HttpsRedirect.listen(vertx, config.bind(), config.httpRedirectPort(), target)
        .onSuccess(redirect -> redirectPort.complete(redirect.actualPort()));
  }

  private Future<HttpServer> listen(Router router, int tries) {
    HttpServerOptions options = options(config);
    node.tls().ifPresent(files -> secure(options, files.served()));
    server = vertx.createHttpServer(options);
    server.requestHandler(request -> serve(router, request));
    server.invalidRequestHandler(GatewayVerticle::invalid);
    return server
        .listen(node.port(), config.bind())
        .onSuccess(listening -> renewCertificates(listening, options))
        .recover(taken -> tries > 1 ? listen(router, tries - 1) : Future.failedFuture(taken));
  }

  /** Connections that are open stay under the certificate with which they began. */
  private void renewCertificates(HttpServer listening, HttpServerOptions options) {
    node.tls()
        .ifPresent(
            files ->
                stopRenewing =
                    files.listen(
                        certificate ->
                            listening
                                .updateSSLOptions(
                                    options
                                        .getSslOptions()
                                        .copy()
                                        .setKeyCertOptions(certificate.options()))
                                .onFailure(GatewayVerticle::notRenewed)));
  }

  private static void notRenewed(Throwable failure) {
    LOG.atError().setCause(failure).log("A new certificate was not taken up; restart this node");
  }

  private void serve(Router router, HttpServerRequest request) {
    boolean upgrades = request.headers().contains(HttpHeaders.UPGRADE);
    if (leaving && !upgrades && request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    if (hsts != null) {
      request.response().putHeader(HSTS, hsts);
    }
    router.handle(request);
  }

  private Router router(Contract contract) {
    BusClient bus = group.bus();
    Vertx here = vertx;
    Authenticator authenticator = new Authenticator(here, bus, group.clock(), node.ended());
    Origins origins = new Origins(config.allowedOrigins());
    ClientAddresses addresses = new ClientAddresses(config.trustForwarded());
    RefreshCookie cookie = new RefreshCookie(origins, config.trustForwarded());
    BrowserSessions browsers = new BrowserSessions(cookie);
    Tickets tickets = new Tickets(here);
    LogReader reader = new LogReader(bus, group.clock());
    stream = new StreamEndpoint(here, origins, authenticator, tickets, reader, node, config);
    Endpoints endpoints = new Endpoints(bus, addresses, browsers).and("stream", stream);
    endpoints.and(
        "downloadOutput",
        new DownloadEndpoint(here, reader, authenticator, config.downloadStall()));
    new SessionEndpoints(bus, node.ended(), tickets).addTo(endpoints);
    new LogoutEndpoint(bus, node, cookie, addresses).addTo(endpoints);
    new MfaEndpoints(bus, addresses, browsers).addTo(endpoints);
    new PasskeyEndpoints(bus, addresses, browsers).addTo(endpoints);
    new SsoEndpoints(bus, addresses, cookie).addTo(endpoints);
    new ClusterEndpoints(bus, group.directory()).addTo(endpoints);
    Pipeline pipeline =
        new Pipeline(
            node.management(),
            new Docs(contract),
            node.console(),
            new WellKnown(bus),
            origins,
            authenticator,
            node.limits(),
            new Tarpit(here),
            new BodyReader(here, config.maxBodyBytes()),
            cookie,
            new RequestMetrics(group.metrics()),
            new Refusals(group.denials()),
            group.clock());
    return Routes.over(here, contract.operations(), endpoints.table(), pipeline);
  }

  static HttpServerOptions options(GatewayConfig config) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setMaxInitialLineLength(MAX_LINE_BYTES)
            .setMaxHeaderSize(config.maxHeaderBytes())
            .setMaxWebSocketFrameSize(MAX_FRAME_BYTES)
            .setMaxWebSocketMessageSize(MAX_FRAME_BYTES)
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setHttp2ClearTextEnabled(false)
            .setTcpNoDelay(true);
    options.setIdleTimeout(config.idleTimeoutSeconds()).setIdleTimeoutUnit(TimeUnit.SECONDS);
    return options;
  }

  private static void secure(HttpServerOptions options, ServerCertificate certificate) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setEnabledSecureTransportProtocols(TLS_VERSIONS)
        .setKeyCertOptions(certificate.options());
  }

  /**
   * What could not be read as a request at all gets a problem too, and the connection is closed.
   */
  private static void invalid(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Trace trace = Trace.begin();
    HttpProblemException problem = InvalidRequests.problem(cause);
    Answers.problem(request, trace, Problem.of(problem, trace.traceId()));
    request.connection().close();
  }

  /** A connection that is closed without a word may be closed under a request on its way. */
  @Override
  public Future<?> stop() {
    if (server == null) {
      return Future.succeededFuture();
    }
    leaving = true;
    stopRenewing.run();
    stream.goAway();
    return vertx
        .timer(LEAVE_MS, TimeUnit.MILLISECONDS)
        .transform(over -> server.shutdown(STOP_SECONDS, TimeUnit.SECONDS));
  }
}
