package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "{",
        "{}{}",
        "{} x",
        "{'a':1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"a\":\"\\u0000\"}",
        "{\"\\u0000\":1}",
        "{\"a\":[\"\\ud800\"]}",
        "{\"a\":\"\\udc00x\"}",
        "{\"a\":1e999}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "// no\n{}",
      })
  void read_shouldRefuse_whenReadersCouldDiffer(String json) {
    // when, then
    assertThatThrownBy(() -> StrictJson.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.is(ErrorCode.MALFORMED_REQUEST)).isTrue());
  }

  @Test
  void read_shouldRefuse_whenItIsNestedWithoutEnd() {
    // given
    byte[] json = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    // when, then
    assertThatThrownBy(() -> StrictJson.read(json)).isInstanceOf(OpsException.class);
  }

  @Test
  void read_shouldPointAtTheText_whenItCannotBeKept() {
    // when, then
    assertThatThrownBy(
            () -> StrictJson.read("{\"a/b\":[1,\"x\\u0000\"]}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> assertThat(e.errors().getFirst().pointer()).isEqualTo("/a~1b/1"));
  }

  @Test
  void read_shouldGiveValues_whenAllIsWell() {
    // given
    String json = "{\"a\":[1,2.5,true,null,\"😀\"]}";
    // when
    Object value = StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
    // then
    assertThat(value).isEqualTo(Map.of("a", Arrays.asList(1, 2.5, true, null, "😀")));
  }
}
