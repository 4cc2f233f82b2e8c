package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.vertx.core.buffer.Buffer;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Locale;

/** What the body of an operation must be. */
record BodyRule(boolean required, Validator schema) {
  private static final Buffer NOTHING = Buffer.buffer("{}");

  /**
   * The body as it is to be read: an absent one that may be absent is the empty object.
   *
   * @param contentType as sent; without one, it is taken for JSON
   * @param encoding as sent; the body must not be compressed, because a small one may unfold into a
   *     large one
   */
  Buffer check(Buffer body, String contentType, String encoding) {
    if (body == null || body.length() == 0) {
      if (required) {
        throw new OpsException(
            ErrorCode.MALFORMED_REQUEST,
            "The request needs a body",
            List.of(new FieldError("", "The body is missing")));
      }
      return NOTHING;
    }
    if (!isJson(contentType)) {
      throw HttpProblem.UNSUPPORTED_MEDIA_TYPE.because("The body must be application/json");
    }
    if (encoding != null && !encoding.strip().equalsIgnoreCase("identity")) {
      throw HttpProblem.UNSUPPORTED_MEDIA_TYPE.because("The body must not be compressed");
    }
    OutputUnit result = schema.validate(StrictJson.read(body.getBytes()));
    if (!result.getValid()) {
      List<FieldError> errors = SchemaErrors.of(result);
      throw new OpsException(
          ErrorCode.MALFORMED_REQUEST,
          errors.isEmpty() ? "The body is against the contract" : errors.getFirst().detail(),
          errors);
    }
    return body;
  }

  private static boolean isJson(String contentType) {
    if (contentType == null) {
      return true;
    }
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.equals("application/json")
        || (lower.startsWith("application/") && lower.endsWith("+json"));
  }
}
