package io.opsconductor.gateway;

import io.vertx.core.http.HttpMethod;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every operation of the contract with the endpoint that answers it. One without the other stops
 * the start.
 */
final class Routes {
  private final PathTree<Methods> paths = new PathTree<>();

  /** What answers one method of one path. */
  record Route(ContractOperation operation, Endpoint endpoint) {}

  /** The methods of one path. */
  record Methods(Map<String, Route> byName) {
    /** HEAD is answered as GET is, without the body. */
    Optional<Route> of(HttpMethod method) {
      String name = HttpMethod.HEAD.equals(method) ? "GET" : method.name();
      return Optional.ofNullable(byName.get(name));
    }

    /** For the header {@code Allow}. */
    String allow() {
      return String.join(", ", byName.keySet()) + (byName.containsKey("GET") ? ", HEAD" : "");
    }
  }

  Routes(List<ContractOperation> contract, Map<String, Endpoint> endpoints) {
    Set<String> unused = new HashSet<>(endpoints.keySet());
    for (ContractOperation operation : contract) {
      Endpoint endpoint = endpoints.get(operation.id());
      if (endpoint == null) {
        throw new IllegalStateException("Nothing answers the operation " + operation.id());
      }
      unused.remove(operation.id());
      add(new Route(operation, endpoint));
    }
    if (!unused.isEmpty()) {
      throw new IllegalStateException("The contract has no operations " + unused);
    }
  }

  private void add(Route route) {
    String path = route.operation().path();
    Methods methods = paths.get(path).orElseGet(() -> new Methods(new TreeMap<>()));
    methods.byName.put(route.operation().method().name(), route);
    paths.put(path, methods);
  }

  Optional<PathTree.Match<Methods>> find(String path) {
    return paths.find(path);
  }
}
