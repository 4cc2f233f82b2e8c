package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every operation of the published contract. The router serves exactly these: a node does not start
 * with others.
 *
 * @param query with something for each parameter that must be there; else empty
 * @param rule what the contract says in {@code x-permission}
 * @param example of a body; missing when there is none
 */
record Routes(
    String id,
    String method,
    String path,
    String query,
    String rule,
    JsonNode body,
    JsonNode example) {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  static List<Routes> of(Api api) {
    try {
      JsonNode contract =
          new ObjectMapper(new YAMLFactory())
              .readTree(api.get("/api/openapi.yaml").response().body());
      List<Routes> routes = new ArrayList<>();
      contract
          .path("paths")
          .properties()
          .forEach(path -> METHODS.forEach(method -> add(routes, contract, path, method)));
      return routes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(
      List<Routes> routes, JsonNode contract, Map.Entry<String, JsonNode> path, String method) {
    JsonNode operation = path.getValue().path(method);
    if (operation.isMissingNode()) {
      return;
    }
    JsonNode body = resolved(contract, operation.path("requestBody"));
    JsonNode json = body.path("content").path("application/json");
    JsonNode example =
        json.has("example") ? json.path("example") : json.path("examples").path(0).path("value");
    routes.add(
        new Routes(
            operation.path("operationId").asText(),
            method.toUpperCase(Locale.ROOT),
            path.getKey(),
            query(operation.path("parameters")),
            operation.path("x-permission").asText(),
            body,
            example));
  }

  private static String query(JsonNode parameters) {
    return parameters
        .valueStream()
        .filter(one -> one.path("in").asText().equals("query") && one.path("required").asBoolean())
        .map(one -> one.path("name").asText() + "=x")
        .collect(Collectors.joining("&"));
  }

  private static JsonNode resolved(JsonNode contract, JsonNode node) {
    return node.has("$ref") ? contract.at(node.path("$ref").asText().substring(1)) : node;
  }

  /** With something for each parameter of the path. */
  String path(Map<String, String> parameters) {
    String filled = path;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      filled = filled.replace("{" + parameter.getKey() + "}", parameter.getValue());
    }
    return query.isEmpty() ? filled : filled + "?" + query;
  }

  boolean hasBody() {
    return !body.isMissingNode();
  }

  boolean needsPermission() {
    return rule.matches("[a-z-]+:[a-z-]+");
  }
}
