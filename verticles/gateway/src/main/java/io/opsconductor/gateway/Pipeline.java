package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.bus.Trace;
import io.opsconductor.platform.health.ManagementEndpoints;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of every request once it is routed: rate limit, authenticate, permission, parameters,
 * body, endpoint; each refusal is a problem (RFC 9457). One event loop.
 */
final class Pipeline {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final String API = "/api/v1/";
  private static final String TRACE = "trace";
  private static final Set<String> LIMITED =
      Set.of(
          "login",
          "refresh",
          "createTicket",
          "changePassword",
          "renewPassword",
          "verifyMfa",
          "mailCode",
          "mailStepUpCode",
          "confirmTotp",
          "beginSso",
          "finishSso",
          "redeemSso",
          "registerPasskey",
          "askPasskey",
          "verifyPasskey",
          "askAnyPasskey",
          "loginByPasskey",
          "stepUpPasskey",
          "stepUp",
          "forgotPassword",
          "confirmPasswordReset",
          "setEmail",
          "verifyEmail");

  private final ManagementEndpoints management;
  private final Docs docs;
  private final Console console;
  private final WellKnown wellKnown;
  private final Origins origins;
  private final Authenticator authenticator;
  private final ClientLimits limits;
  private final Tarpit tarpit;
  private final BodyReader bodies;
  private final RefreshCookie cookie;
  private final RequestMetrics metrics;
  private final Refusals refusals;
  private final Clock clock;

  Pipeline(
      ManagementEndpoints management,
      Docs docs,
      Console console,
      WellKnown wellKnown,
      Origins origins,
      Authenticator authenticator,
      ClientLimits limits,
      Tarpit tarpit,
      BodyReader bodies,
      RefreshCookie cookie,
      RequestMetrics metrics,
      Refusals refusals,
      Clock clock) {
    this.management = management;
    this.docs = docs;
    this.console = console;
    this.wellKnown = wellKnown;
    this.origins = origins;
    this.authenticator = authenticator;
    this.limits = limits;
    this.tarpit = tarpit;
    this.bodies = bodies;
    this.cookie = cookie;
    this.metrics = metrics;
    this.refusals = refusals;
    this.clock = clock;
  }

  /** Answers what is outside the contract; lets the rest go on to its route. */
  void begin(RoutingContext context) {
    HttpServerRequest request = context.request();
    context.put(TRACE, Trace.parse(request.getHeader("traceparent")));
    if (request.query() != null) {
      // Read here: one that cannot be decoded would stop the search for a route without a reason.
      context.queryParams();
    }
    boolean answered;
    if (request.path().startsWith(API)) {
      requireOneAddress(request.path());
      origins.mark(request);
      answered = origins.preflight(request);
    } else {
      answered = management.handle(request) || docs.handle(request) || console.handle(request);
    }
    if (!answered && WellKnown.isAskedFor(request)) {
      answerWellKnown(context);
    } else if (!answered) {
      context.next();
    }
  }

  /** Answers what is at a well-known place. */
  private void answerWellKnown(RoutingContext context) {
    HttpServerRequest request = context.request();
    wellKnown.answer(request, trace(context)).onFailure(e -> fail(request, trace(context), e));
  }

  /** The router would take these for the same path without the needless slash. */
  private static void requireOneAddress(String path) {
    if (path.endsWith("/") || path.contains("//")) {
      throw HttpProblem.NO_SUCH_ROUTE.because("Nothing is at this path");
    }
  }

  /** Answers an operation of the contract. */
  void handle(RoutingContext context, ContractOperation operation, Endpoint endpoint) {
    HttpServerRequest request = context.request();
    metrics.watch(request, operation.id());
    String address = limits.address(request);
    Exchange exchange = new Exchange(request, operation, trace(context), address, clock);
    if (LIMITED.contains(operation.id())) {
      try {
        limits.check(request);
      } catch (HttpProblemException e) {
        refuse(exchange, e);
        return;
      }
    }
    Future<Void> signedIn = authenticate(exchange);
    if (signedIn.isComplete()) {
      proceed(context, exchange, endpoint, signedIn);
    } else {
      request.pause();
      signedIn.onComplete(done -> proceed(context, exchange, endpoint, signedIn));
    }
  }

  /** Answers what went wrong before or in {@link #handle}. */
  void failed(RoutingContext context) {
    Throwable failure = context.failure();
    fail(
        context.request(),
        trace(context),
        failure == null || failure instanceof HttpException
            ? new OpsException(
                ErrorCode.MALFORMED_REQUEST, "The path or the query is not encoded as it must be")
            : failure);
  }

  private static Trace trace(RoutingContext context) {
    Trace trace = context.get(TRACE);
    return trace == null ? Trace.begin() : trace;
  }

  private Future<Void> authenticate(Exchange exchange) {
    AccessRule rule = exchange.operation().access();
    return switch (rule) {
      case AccessRule.Anybody open -> Future.succeededFuture();
      case AccessRule.Stream byTicket when !RequestToken.isIn(exchange.request()) ->
          Future.succeededFuture();
      case AccessRule.SignedIn any -> signIn(exchange, rule);
      case AccessRule.Person any -> signIn(exchange, rule);
      case AccessRule.Stream any -> signIn(exchange, rule);
      case AccessRule.OwnSession own when cookie.read(exchange.request()).isPresent() ->
          signInIfPossible(exchange, rule);
      case AccessRule.OwnSession own -> signIn(exchange, rule);
      case AccessRule.Permission permission -> signIn(exchange, rule);
    };
  }

  /** A browser whose access token has expired still has the cookie. */
  private Future<Void> signInIfPossible(Exchange exchange, AccessRule rule) {
    if (!RequestToken.isIn(exchange.request())) {
      return Future.succeededFuture();
    }
    return signIn(exchange, rule)
        .recover(
            failure ->
                failure instanceof OpsException refused && refused.is(ErrorCode.UNAUTHENTICATED)
                    ? Future.succeededFuture()
                    : Future.failedFuture(failure));
  }

  private Future<Void> signIn(Exchange exchange, AccessRule rule) {
    String token = RequestToken.of(exchange.request());
    return authenticator
        .session(token, () -> limits.client(exchange.request()))
        .map(
            session -> {
              exchange.signedIn(token, session);
              session.require(rule);
              return null;
            });
  }

  private void proceed(
      RoutingContext context, Exchange exchange, Endpoint endpoint, Future<Void> signedIn) {
    HttpServerRequest request = exchange.request();
    try {
      if (signedIn.failed()) {
        refusals.notAllowed(exchange, context.pathParams(), signedIn.cause());
        fail(request, exchange.trace(), signedIn.cause());
        return;
      }
      checkParameters(context, exchange);
      Optional<BodyRule> rule = exchange.operation().body();
      if (exchange.operation().access() instanceof AccessRule.Stream) {
        answer(exchange, endpoint);
      } else if (rule.isEmpty()) {
        bodies.drop(request);
        answer(exchange, endpoint);
      } else {
        bodies
            .read(request)
            .onSuccess(body -> answer(exchange, endpoint, rule.get(), body))
            .onFailure(e -> fail(request, exchange.trace(), e));
      }
    } catch (RuntimeException e) {
      fail(request, exchange.trace(), e);
    }
  }

  private void answer(Exchange exchange, Endpoint endpoint, BodyRule rule, Buffer body) {
    try {
      exchange.body(
          rule.check(
              body,
              exchange.header(HttpHeaders.CONTENT_TYPE),
              exchange.header(HttpHeaders.CONTENT_ENCODING)));
      answer(exchange, endpoint);
    } catch (RuntimeException e) {
      fail(exchange.request(), exchange.trace(), e);
    }
  }

  private void answer(Exchange exchange, Endpoint endpoint) {
    endpoint.handle(exchange).onFailure(e -> refuse(exchange, e));
  }

  private void refuse(Exchange exchange, Throwable failure) {
    refusals.refused(exchange, failure);
    HttpServerRequest request = exchange.request();
    int status = Problem.of(failure, "").status();
    if (LIMITED.contains(exchange.operation().id()) && (status == 429 || status == 503)) {
      bodies.drop(request);
      tarpit.hold(() -> fail(request, exchange.trace(), failure));
    } else {
      fail(request, exchange.trace(), failure);
    }
  }

  private static void checkParameters(RoutingContext context, Exchange exchange) {
    List<FieldError> errors = new ArrayList<>(0);
    exchange.pathParameters(context.pathParams());
    if (exchange.request().query() != null) {
      exchange.query(query(context, exchange, errors));
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
  private static MultiMap query(
      RoutingContext context, Exchange exchange, List<FieldError> errors) {
    MultiMap query = context.queryParams();
    for (String name : query.names()) {
      String pointer = ParameterRule.In.QUERY.pointer(name);
      if (!isKnown(exchange.operation(), name)) {
        if (exchange.operation().ignoresOthers()) {
          continue;
        }
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
