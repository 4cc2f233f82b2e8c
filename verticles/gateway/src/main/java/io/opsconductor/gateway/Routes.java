package io.opsconductor.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The router: what is outside the contract, every operation of the contract with the endpoint that
 * answers it, and a refusal for each other method and path. An operation without an endpoint, or
 * the other way round, stops the start.
 */
final class Routes {
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

  /** The status that the router gives to a path that cannot be decoded. */
  private static final int MALFORMED = 400;

  /** The part of a path that says which resource it is about, and the rest. */
  private static final Pattern RESOURCE = Pattern.compile("(/api/v1/[^/]+)(/.*)?");

  private final Vertx vertx;
  private final Router router;
  private final Pipeline pipeline;
  private final Map<String, Router> resources = new HashMap<>();

  private Routes(Vertx vertx, Pipeline pipeline) {
    this.vertx = vertx;
    this.router = Router.router(vertx);
    this.pipeline = pipeline;
  }

  static Router over(
      Vertx vertx,
      List<ContractOperation> contract,
      Map<String, Endpoint> endpoints,
      Pipeline pipeline) {
    requireComplete(contract, endpoints);
    Routes routes = new Routes(vertx, pipeline);
    routes.router.route().handler(pipeline::begin).failureHandler(pipeline::failed);
    routes.router.errorHandler(MALFORMED, pipeline::failed);
    // In this order a literal segment goes before a parameter: an opening brace is past every
    // letter.
    Map<String, List<ContractOperation>> byPath = new TreeMap<>();
    for (ContractOperation operation : contract) {
      byPath.computeIfAbsent(operation.path(), path -> new ArrayList<>()).add(operation);
    }
    byPath.forEach((path, operations) -> routes.mount(path, operations, endpoints));
    routes
        .router
        .route()
        .handler(
            context -> {
              throw HttpProblem.NO_SUCH_ROUTE.because("Nothing is at this path");
            });
    return routes.router;
  }

  private static void requireComplete(
      List<ContractOperation> contract, Map<String, Endpoint> endpoints) {
    Set<String> unused = new HashSet<>(endpoints.keySet());
    for (ContractOperation operation : contract) {
      if (!unused.remove(operation.id())) {
        throw new IllegalStateException("Nothing answers the operation " + operation.id());
      }
    }
    if (!unused.isEmpty()) {
      throw new IllegalStateException("The contract has no operations " + unused);
    }
  }

  private void mount(
      String template, List<ContractOperation> operations, Map<String, Endpoint> endpoints) {
    Matcher parts = RESOURCE.matcher(PARAMETER.matcher(template).replaceAll(":$1"));
    if (!parts.matches()) {
      throw new IllegalStateException("Not a path of the API: " + template);
    }
    boolean collection = parts.group(2) == null;
    Router resource =
        collection ? router : resources.computeIfAbsent(parts.group(1), this::resource);
    String path = parts.group(collection ? 1 : 2);
    Set<String> allowed = new TreeSet<>();
    for (ContractOperation operation : operations) {
      Endpoint endpoint = endpoints.get(operation.id());
      Route route = resource.route(operation.method(), path);
      allowed.add(operation.method().name());
      if (HttpMethod.GET.equals(operation.method())) {
        // Answered as GET is, without the body.
        route.method(HttpMethod.HEAD);
        allowed.add(HttpMethod.HEAD.name());
      }
      route.handler(context -> pipeline.handle(context, operation, endpoint));
    }
    resource.route(path).handler(refuseMethod(String.join(", ", allowed)));
  }

  /** A router for each resource: a request is compared with its own paths alone. */
  private Router resource(String prefix) {
    Router resource = Router.router(vertx);
    router.route(prefix + "/*").subRouter(resource);
    return resource;
  }

  private static Handler<RoutingContext> refuseMethod(String allowed) {
    return context -> {
      HttpMethod method = context.request().method();
      context.response().putHeader(HttpHeaders.ALLOW, allowed);
      throw HttpProblem.METHOD_NOT_ALLOWED.because(
          HttpMethod.OPTIONS.equals(method)
              ? "See Allow for the methods of this path"
              : "This path does not have the method " + method);
    };
  }
}
