package io.opsconductor.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.opsconductor.contracts.Wire;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The published OpenAPI contract. What it says is what is enforced: routes, parameters, bodies and
 * permissions are read from it.
 */
final class Contract {
  private static final String RESOURCE = "/openapi.yaml";

  /** In words, what the pattern of a schema asks for. */
  private static final String FORM = "x-form";

  private static final String SERVICE = "service";

  private final String yaml;
  private final List<ContractOperation> operations;

  private Contract(String yaml, List<ContractOperation> operations) {
    this.yaml = yaml;
    this.operations = operations;
  }

  /**
   * Reads and resolves the contract. What comes of it belongs to one event loop: its schemas change
   * when they are first used.
   */
  static Future<Contract> load(Vertx vertx) {
    String yaml = read();
    return OpenAPIContract.from(vertx, loadable(absolute(parse(yaml))))
        .map(contract -> new Contract(yaml, operations(contract)));
  }

  private static List<ContractOperation> operations(OpenAPIContract contract) {
    SchemaRepository schemas = contract.getSchemaRepository();
    return contract.operations().stream().map(found -> operation(found, schemas)).toList();
  }

  String yaml() {
    return yaml;
  }

  List<ContractOperation> operations() {
    return operations;
  }

  private static ContractOperation operation(Operation operation, SchemaRepository schemas) {
    return new ContractOperation(
        operation.getOperationId(),
        operation.getHttpMethod(),
        operation.getAbsoluteOpenAPIPath(),
        AccessRule.parse(operation.getOperationId(), operation.getExtensions().get("x-permission")),
        operation.getParameters().stream().map(rule -> parameter(rule, schemas)).toList(),
        Optional.ofNullable(operation.getRequestBody()).map(body -> body(body, schemas)),
        "ignored".equals(operation.getExtensions().get("x-other-parameters")));
  }

  private static ParameterRule.Kind kind(JsonSchema schema) {
    if ("integer".equals(schema.get("type"))) {
      return ParameterRule.Kind.INTEGER;
    }
    if ("boolean".equals(schema.get("type"))) {
      return ParameterRule.Kind.BOOLEAN;
    }
    return "uuid".equals(schema.get("format")) ? ParameterRule.Kind.UUID : ParameterRule.Kind.TEXT;
  }

  private static ParameterRule parameter(Parameter parameter, SchemaRepository schemas) {
    ParameterRule.In in =
        switch (parameter.getIn()) {
          case PATH -> ParameterRule.In.PATH;
          case QUERY -> ParameterRule.In.QUERY;
          case HEADER -> ParameterRule.In.HEADER;
          case COOKIE -> throw new IllegalArgumentException("Cookies are not used");
        };
    return new ParameterRule(
        parameter.getName(),
        in,
        parameter.isRequired(),
        kind(parameter.getSchema()),
        parameter.getSchema().get(FORM),
        schemas.validator(parameter.getSchema()));
  }

  private static BodyRule body(RequestBody body, SchemaRepository schemas) {
    MediaType json = body.getContent().get(MediaType.APPLICATION_JSON);
    return new BodyRule(body.isRequired(), schemas.validator(json.getSchema()));
  }

  private static String read() {
    try (InputStream in = Contract.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObject parse(String yaml) {
    try {
      ObjectMapper mapper = new ObjectMapper(new YAMLFactory());
      return new JsonObject(Wire.encodeString(mapper.readTree(yaml)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The library refuses a server that is relative to where the contract was found. */
  private static JsonObject absolute(JsonObject contract) {
    JsonObject server = contract.getJsonArray("servers").getJsonObject(0);
    server.put("url", "http://localhost" + server.getString("url"));
    return contract;
  }

  /**
   * The library refuses a contract that names media types it does not know, and enforces nothing of
   * answers: those types are left out of what it gets. So are patterns of names that the services
   * check, who tell which characters there may be.
   */
  private static JsonObject loadable(JsonObject node) {
    if (SERVICE.equals(node.getValue("x-checked-by"))) {
      node.remove("pattern");
    }
    for (Map.Entry<String, Object> entry : node) {
      if (entry.getKey().equals("content") && entry.getValue() instanceof JsonObject content) {
        content.fieldNames().removeIf(type -> !MediaType.isMediaTypeSupported(type));
      } else if (entry.getValue() instanceof JsonObject child) {
        loadable(child);
      }
    }
    return node;
  }
}
