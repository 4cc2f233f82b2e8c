package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.opsconductor.audit.AuditGroup;
import io.opsconductor.auth.AuthGroup;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorMessage;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.Wire;
import io.opsconductor.executions.ExecutionsGroup;
import io.opsconductor.jobs.JobsGroup;
import io.opsconductor.platform.context.ContextSigner;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.schedules.SchedulesGroup;
import io.opsconductor.secrets.SecretsGroup;
import io.opsconductor.targets.TargetsGroup;
import io.opsconductor.users.UsersGroup;
import io.opsconductor.workers.WorkersGroup;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All services in this process, and a member of their bus that sends what it likes. */
final class BusNode implements AutoCloseable {
  private static final Path EXAMPLES =
      Path.of("..", "bus-contracts", "src", "test", "resources", "golden");

  /** Stands for every id in the examples. */
  private static final String EXAMPLE_ID = "018f6f2e-7c1a-7000-8000-0000000000aa";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path masterKey;
  private final ServiceHarness harness;
  private final Map<String, SigningKey> keys = new HashMap<>();

  BusNode() {
    masterKey = masterKey();
    Map<String, ?> section = Map.of("master_key_file", masterKey.toString());
    harness =
        ServiceHarness.builder()
            .group(new AuthGroup())
            .group(new UsersGroup())
            .group(new SecretsGroup())
            .group(new TargetsGroup())
            .group(new JobsGroup())
            .group(new ExecutionsGroup())
            .group(new SchedulesGroup())
            .group(new WorkersGroup())
            .group(new AuditGroup())
            .config("auth", section)
            .config("secrets", section)
            .start();
  }

  private static Path masterKey() {
    try {
      return Files.writeString(
          Files.createTempFile(
              "master",
              ".key",
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
          IdentityNode.MASTER_KEY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Vertx vertx() {
    return harness.vertx();
  }

  /** Every operation in the catalogues of the contracts. */
  static List<Operation<?, ?>> operations() {
    List<Operation<?, ?>> found = new ArrayList<>();
    for (JavaClass catalogue :
        new ClassFileImporter().importPackages("io.opsconductor.contracts")) {
      if (catalogue.getSimpleName().endsWith("Operations")) {
        for (Field field : catalogue.reflect().getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers()) && field.getType() == Operation.class) {
            found.add(read(field));
          }
        }
      }
    }
    return found;
  }

  private static Operation<?, ?> read(Field field) {
    try {
      return (Operation<?, ?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Requests of the operation, as its contract pins them. */
  static List<String> examples(Operation<?, ?> operation) {
    Class<?> type = operation.requestType();
    String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    try {
      JsonNode json = Wire.mapper().readTree(EXAMPLES.resolve(name + ".json").toFile());
      return json.isArray()
          ? json.valueStream().map(JsonNode::toString).toList()
          : List.of(json.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The example with this id for all ids. */
  static String about(String example, UUID id) {
    return example.replace(EXAMPLE_ID, id.toString());
  }

  /** Makes contexts of a service under a key that auth knows. */
  ContextSigner signer(String service, Clock clock) {
    return new ContextSigner(
        vertx(), service, keys.computeIfAbsent(service, this::announced), clock);
  }

  /** Also of auth itself, whose keys nobody can announce. */
  private SigningKey announced(String service) {
    SigningKey key = SigningKey.generate(service + ":matrix-" + UUID.randomUUID());
    harness
        .db("auth")
        .execute(
            "INSERT INTO service_keys (key_id, service, jwk, expires_at)"
                + " VALUES ($1, $2, $3, now() + interval '1 hour')",
            key.keyId(),
            service,
            key.publicJwk().encode());
    return key;
  }

  /** Asks as this user and waits for the answer. */
  <Q, R> R call(CallerContext.User user, Operation<Q, R> operation, Q request) {
    return harness.bearing(signer("auth", Clock.systemUTC()).token(user)).call(operation, request);
  }

  /**
   * What came of a message.
   *
   * @param code of the error; {@code ok} for none
   * @param text of the reply
   */
  record Outcome(String code, String text) {}

  /**
   * Sends exactly this.
   *
   * @param context null for none
   */
  Outcome send(Operation<?, ?> operation, String context, String body) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE.toMillis());
    if (context != null) {
      options.addHeader("context", context);
    }
    Outcome outcome = send(operation.address(), options, body);
    return outcome.code().equals(ReplyFailure.NO_HANDLERS.name())
        ? send(operation.addressAt(harness.runtime().status().id()), options, body)
        : outcome;
  }

  private Outcome send(String address, DeliveryOptions options, String body) {
    try {
      Message<Object> reply =
          vertx().eventBus().request(address, Buffer.buffer(body), options).await();
      return new Outcome("ok", String.valueOf(reply.body()));
    } catch (ReplyException e) {
      return e.failureType() == ReplyFailure.RECIPIENT_FAILURE
          ? new Outcome(Wire.decode(e.getMessage(), ErrorMessage.class).code(), e.getMessage())
          : new Outcome(e.failureType().name(), address);
    }
  }

  @Override
  public void close() {
    harness.close();
    try {
      Files.delete(masterKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
