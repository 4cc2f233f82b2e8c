package io.opsconductor.gateway;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.executions.OutputPart;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;

/** How replies become answers. */
final class Render {
  private static final CharSequence NEXT_OFFSET = HttpHeaders.createOptimized("Next-Offset");

  private static final CharSequence ELIDED = HttpHeaders.createOptimized("Elided-Bytes");

  private Render() {}

  /** The reply as it is. */
  static BiConsumer<Exchange, Buffer> json(int status) {
    return (exchange, reply) -> Answers.json(exchange, status, reply);
  }

  /** The reply, and where the new thing is. */
  static BiConsumer<Exchange, Buffer> located(int status, String collection) {
    return (exchange, reply) -> {
      exchange
          .request()
          .response()
          .putHeader(HttpHeaders.LOCATION, collection + field(reply, "id"));
      Answers.json(exchange, status, reply);
    };
  }

  /** The reply, and its version as the {@code ETag}. */
  static BiConsumer<Exchange, Buffer> versioned(BiConsumer<Exchange, Buffer> then) {
    return (exchange, reply) -> {
      exchange
          .request()
          .response()
          .putHeader(HttpHeaders.ETAG, "\"" + field(reply, "version") + "\"");
      then.accept(exchange, reply);
    };
  }

  static BiConsumer<Exchange, Buffer> nothing() {
    return (exchange, reply) -> Answers.empty(exchange, 204);
  }

  /** Bytes of output. */
  static void output(Exchange exchange, Buffer reply) {
    OutputPart part = Wire.decode(reply, OutputPart.class);
    HttpServerResponse response = Answers.begin(exchange.request(), exchange.trace(), 200);
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, Answers.BYTES)
        .putHeader(NEXT_OFFSET, Long.toString(part.nextOffset()));
    if (part.elided() > 0) {
      response.putHeader(ELIDED, Long.toString(part.elided()));
    }
    response.end(Buffer.buffer(part.data()));
  }

  /** The text of a field at the top of an object, without reading the rest. */
  static String field(Buffer json, String name) {
    try (JsonParser parser = Wire.mapper().createParser(json.getBytes())) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals(name);
        parser.nextToken();
        if (found) {
          return parser.getText();
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalStateException("The reply has no field " + name);
  }
}
