package io.opsconductor.gateway;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON of clients so that it means one thing to every reader: no name twice in an object, as
 * RFC 8259 §4 warns of, nothing after the end, no number that is none, no text that cannot be kept.
 */
final class StrictJson {
  static final ObjectReader READER =
      Wire.mapper()
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final ObjectReader ANY = READER.forType(Object.class);

  private StrictJson() {}

  /**
   * Maps, lists, texts, numbers, booleans and nulls.
   *
   * @throws OpsException {@code malformed_request}
   */
  static Object read(byte[] json) {
    Object value = parse(json);
    check("", value);
    return value;
  }

  private static Object parse(byte[] json) {
    try {
      return ANY.readValue(json);
    } catch (IOException e) {
      throw new OpsException(ErrorCode.MALFORMED_REQUEST, "The body is not valid JSON");
    }
  }

  private static void check(String place, Object value) {
    switch (value) {
      case String text when !PlainText.isStorable(text) -> throw refused(place, PlainText.RULE);
      case Double number when !Double.isFinite(number) -> throw refused(place, "is out of range");
      case Map<?, ?> object -> object.forEach((name, field) -> checkField(place, name, field));
      case List<?> array -> {
        for (int i = 0; i < array.size(); i++) {
          check(place + "/" + i, array.get(i));
        }
      }
      case null, default -> {}
    }
  }

  private static void checkField(String place, Object name, Object field) {
    String text = (String) name;
    if (!PlainText.isStorable(text)) {
      throw refused(place, PlainText.RULE);
    }
    check(place + "/" + text.replace("~", "~0").replace("/", "~1"), field);
  }

  private static OpsException refused(String place, String rule) {
    String detail = (place.isEmpty() ? "The body" : place.substring(1)) + " " + rule;
    return new OpsException(
        ErrorCode.MALFORMED_REQUEST, detail, List.of(new FieldError(place, detail)));
  }
}
