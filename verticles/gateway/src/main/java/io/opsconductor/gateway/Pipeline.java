package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.bus.Trace;
import io.opsconductor.platform.health.ManagementEndpoints;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request: route, rate limit, authenticate, permission, parameters, body,
 * endpoint; each refusal is a problem (RFC 9457). One event loop.
 */
final class Pipeline implements Handler<HttpServerRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final String API = "/api/v1/";
  private static final Set<String> LIMITED = Set.of("login", "refresh", "createTicket");

  private final Routes routes;
  private final ManagementEndpoints management;
  private final Docs docs;
  private final Origins origins;
  private final Authenticator authenticator;
  private final ClientLimits limits;
  private final BodyReader bodies;
  private final RequestMetrics metrics;
  private final Clock clock;

  Pipeline(
      Routes routes,
      ManagementEndpoints management,
      Docs docs,
      Origins origins,
      Authenticator authenticator,
      ClientLimits limits,
      BodyReader bodies,
      RequestMetrics metrics,
      Clock clock) {
    this.routes = routes;
    this.management = management;
    this.docs = docs;
    this.origins = origins;
    this.authenticator = authenticator;
    this.limits = limits;
    this.bodies = bodies;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Trace trace = Trace.parse(request.getHeader("traceparent"));
    try {
      if (request.path() != null && request.path().startsWith(API)) {
        api(request, trace);
      } else if (request.path() == null || (!management.handle(request) && !docs.handle(request))) {
        throw noSuchRoute();
      }
    } catch (RuntimeException e) {
      fail(request, trace, e);
    }
  }

  private void api(HttpServerRequest request, Trace trace) {
    origins.mark(request);
    if (origins.preflight(request)) {
      return;
    }
    PathTree.Match<Routes.Methods> found =
        routes.find(request.path()).orElseThrow(Pipeline::noSuchRoute);
    Routes.Route route =
        found
            .value()
            .of(request.method())
            .orElseThrow(() -> methodNotAllowed(request, found.value()));
    metrics.watch(request, route.operation().id());
    Exchange exchange = new Exchange(request, route.operation(), trace, clock);
    if (LIMITED.contains(route.operation().id())) {
      limits.check(request);
    }
    Future<Void> signedIn = authenticate(exchange);
    if (signedIn.isComplete()) {
      proceed(exchange, found.parameters(), route, signedIn);
    } else {
      request.pause();
      signedIn.onComplete(done -> proceed(exchange, found.parameters(), route, signedIn));
    }
  }

  private Future<Void> authenticate(Exchange exchange) {
    AccessRule rule = exchange.operation().access();
    return switch (rule) {
      case AccessRule.Anybody open -> Future.succeededFuture();
      case AccessRule.Stream byTicket when exchange.header(HttpHeaders.AUTHORIZATION) == null ->
          Future.succeededFuture();
      case AccessRule.SignedIn any -> signIn(exchange, rule);
      case AccessRule.Stream any -> signIn(exchange, rule);
      case AccessRule.Permission permission -> signIn(exchange, rule);
    };
  }

  private Future<Void> signIn(Exchange exchange, AccessRule rule) {
    String token = Authenticator.bearer(exchange.header(HttpHeaders.AUTHORIZATION));
    return authenticator
        .session(token)
        .map(
            session -> {
              session.require(rule);
              exchange.signedIn(token, session);
              return null;
            });
  }

  private void proceed(
      Exchange exchange, List<String> path, Routes.Route route, Future<Void> signedIn) {
    HttpServerRequest request = exchange.request();
    try {
      if (signedIn.failed()) {
        fail(request, exchange.trace(), signedIn.cause());
        return;
      }
      checkParameters(exchange, path);
      Optional<BodyRule> rule = route.operation().body();
      if (route.operation().access() instanceof AccessRule.Stream) {
        answer(exchange, route);
      } else if (rule.isEmpty()) {
        bodies.drop(request);
        answer(exchange, route);
      } else {
        bodies
            .read(request)
            .onSuccess(body -> answer(exchange, route, rule.get(), body))
            .onFailure(e -> fail(request, exchange.trace(), e));
      }
    } catch (RuntimeException e) {
      fail(request, exchange.trace(), e);
    }
  }

  private void answer(Exchange exchange, Routes.Route route, BodyRule rule, Buffer body) {
    try {
      exchange.body(
          rule.check(
              body,
              exchange.header(HttpHeaders.CONTENT_TYPE),
              exchange.header(HttpHeaders.CONTENT_ENCODING)));
      answer(exchange, route);
    } catch (RuntimeException e) {
      fail(exchange.request(), exchange.trace(), e);
    }
  }

  private void answer(Exchange exchange, Routes.Route route) {
    route.endpoint().handle(exchange).onFailure(e -> fail(exchange.request(), exchange.trace(), e));
  }

  private static void checkParameters(Exchange exchange, List<String> path) {
    List<FieldError> errors = new ArrayList<>(0);
    exchange.pathParameters(decoded(path));
    if (exchange.request().query() != null) {
      exchange.query(query(exchange, errors));
    }
    for (ParameterRule rule : exchange.operation().parameters()) {
      String value =
          switch (rule.in()) {
            case PATH -> exchange.path(rule.name());
            case QUERY -> exchange.query(rule.name());
            case HEADER -> exchange.header(rule.name());
          };
      errors.addAll(rule.check(value));
    }
    if (!errors.isEmpty()) {
      throw new OpsException(ErrorCode.MALFORMED_REQUEST, errors.getFirst().detail(), errors);
    }
  }

  /** The query; one that is not known is refused, because a typing error must not widen a list. */
  private static MultiMap query(Exchange exchange, List<FieldError> errors) {
    MultiMap query;
    try {
      query = exchange.request().params();
    } catch (IllegalArgumentException e) {
      throw new OpsException(ErrorCode.MALFORMED_REQUEST, "The query is not encoded as it must be");
    }
    for (String name : query.names()) {
      String pointer = ParameterRule.In.QUERY.pointer(name);
      if (!isKnown(exchange.operation(), name)) {
        errors.add(new FieldError(pointer, name + " is not a known parameter here"));
      } else if (query.getAll(name).size() > 1) {
        errors.add(new FieldError(pointer, name + " is given more than once"));
      }
    }
    return query;
  }

  private static boolean isKnown(ContractOperation operation, String name) {
    for (ParameterRule rule : operation.parameters()) {
      if (rule.in() == ParameterRule.In.QUERY && rule.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static List<String> decoded(List<String> path) {
    for (int i = 1; i < path.size(); i += 2) {
      if (path.get(i).indexOf('%') >= 0) {
        path.set(i, decoded(path.get(i)));
      }
    }
    return path;
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new OpsException(ErrorCode.MALFORMED_REQUEST, "The path is not encoded as it must be");
    }
  }

  private static HttpProblemException noSuchRoute() {
    return HttpProblem.NO_SUCH_ROUTE.because("Nothing is at this path");
  }

  private static HttpProblemException methodNotAllowed(
      HttpServerRequest request, Routes.Methods methods) {
    request.response().putHeader(HttpHeaders.ALLOW, methods.allow());
    return HttpProblem.METHOD_NOT_ALLOWED.because(
        HttpMethod.OPTIONS.equals(request.method())
            ? "See Allow for the methods of this path"
            : "This path does not have the method " + request.method());
  }

  private void fail(HttpServerRequest request, Trace trace, Throwable failure) {
    Problem problem = Problem.of(failure, trace.traceId());
    if (problem.status() >= 500 && !(failure instanceof OpsException)) {
      LOG.atError()
          .addKeyValue("correlationId", trace.traceId())
          .setCause(failure)
          .log("A request met a defect");
    }
    Answers.problem(request, trace, problem);
    bodies.drop(request);
  }
}
