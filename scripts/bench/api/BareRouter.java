import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What GET /targets/{id} would cost with nothing around it: a Vert.x router, the product's token
 * algorithm (ES256) with a verified token remembered until it ends, and one row by its key from the
 * same table of the same PostgreSQL, with as many connections. Run from source: {@code java -cp
 * opsconductor.jar BareRouter.java PORT PG_PORT PG_PASSWORD_FILE JWKS_FILE}.
 */
public final class BareRouter extends AbstractVerticle {
  private static final String SQL =
      """
      SELECT id, name, host, port, credential_id, tags::text, host_key, created_at, updated_at
      FROM targets WHERE id = $1 AND deleted_at IS NULL\
      """;

  private static final int CONNECTIONS = 6;
  private static final Map<String, Instant> VERIFIED = new ConcurrentHashMap<>();

  private static int port;
  private static Pool pool;
  private static JWTAuth jwt;

  public static void main(String[] arguments) throws Exception {
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    port = Integer.parseInt(arguments[0]);
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(CONNECTIONS))
            .connectingTo(
                new PgConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(Integer.parseInt(arguments[1]))
                    .setDatabase("opsconductor_targets")
                    .setUser("opsconductor_targets")
                    .setPassword(read(arguments[2]).strip())
                    .setCachePreparedStatements(true)
                    .setPipeliningLimit(16))
            .using(vertx)
            .build();
    JWTAuthOptions keys = new JWTAuthOptions();
    new JsonObject(read(arguments[3]))
        .getJsonArray("keys")
        .forEach(key -> keys.addJwk((JsonObject) key));
    jwt = JWTAuth.create(vertx, keys);
    vertx
        .deployVerticle(BareRouter::new, new DeploymentOptions().setInstances(2))
        .onSuccess(id -> System.out.println("ready"))
        .onFailure(
            e -> {
              e.printStackTrace();
              System.exit(1);
            });
  }

  private static String read(String file) throws java.io.IOException {
    return java.nio.file.Files.readString(java.nio.file.Path.of(file));
  }

  @Override
  public void start() {
    Router router = Router.router(vertx);
    router.get("/api/v1/targets/:id").handler(this::get);
    vertx.createHttpServer().requestHandler(router).listen(port, "127.0.0.1");
  }

  private void get(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    if (header == null || !header.startsWith("Bearer ")) {
      context.response().setStatusCode(401).end();
      return;
    }
    String token = header.substring(7);
    Instant end = VERIFIED.get(token);
    if (end != null && end.isAfter(Instant.now())) {
      row(context);
      return;
    }
    jwt.authenticate(new TokenCredentials(token))
        .onFailure(e -> context.response().setStatusCode(401).end())
        .onSuccess(
            user -> {
              VERIFIED.put(
                  token,
                  Instant.ofEpochSecond(
                      user.attributes().getJsonObject("accessToken").getLong("exp")));
              row(context);
            });
  }

  private static void row(RoutingContext context) {
    pool.preparedQuery(SQL)
        .execute(Tuple.of(UUID.fromString(context.pathParam("id"))))
        .onFailure(e -> context.response().setStatusCode(503).end())
        .onSuccess(rows -> render(context, rows));
  }

  private static void render(RoutingContext context, RowSet<Row> rows) {
    if (!rows.iterator().hasNext()) {
      context.response().setStatusCode(404).end();
      return;
    }
    Row row = rows.iterator().next();
    JsonObject body =
        new JsonObject()
            .put("id", row.getUUID(0).toString())
            .put("name", row.getString(1))
            .put("host", row.getString(2))
            .put("port", row.getInteger(3))
            .put("credentialId", row.getUUID(4).toString())
            .put("tags", new JsonObject(row.getString(5)))
            .put("hostKey", row.getString(6))
            .put("createdAt", row.getOffsetDateTime(7).toInstant().toString())
            .put("updatedAt", row.getOffsetDateTime(8).toInstant().toString());
    context.response().putHeader("Content-Type", "application/json").end(body.toBuffer());
  }
}
