package io.opsconductor.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {

  @Test
  void codes_shouldMeanWhatTheyMeant_whenClientsKnowThem() throws IOException {
    // given
    ObjectNode now = JsonNodeFactory.instance.objectNode();
    for (ErrorCode code : ErrorCode.values()) {
      now.putObject(code.wireName())
          .put("number", code.number())
          .put("category", code.category().name())
          .put("retryable", code.retryable());
    }
    // when
    JsonNode pinned;
    try (InputStream file = ErrorCodeTest.class.getResourceAsStream("/golden/error-codes.json")) {
      pinned = Wire.mapper().readTree(file);
    }
    // then
    for (Map.Entry<String, JsonNode> code : pinned.properties()) {
      assertThat(now.path(code.getKey())).as(code.getKey()).isEqualTo(code.getValue());
    }
  }

  @Test
  void numbers_shouldBeInTheRangeOfOneService_whenTheCodeIsNotThePlatforms() {
    assertThat(ErrorCode.values()).extracting(ErrorCode::number).allMatch(n -> n > 0 && n < 20_000);
    assertThat(ErrorCode.values()).extracting(ErrorCode::wireName).doesNotHaveDuplicates();
  }
}
