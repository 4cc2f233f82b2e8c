package io.opsconductor.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void text_shouldGiveTheKeyBack_whenTheListGaveItOut() {
    assertThat(Cursor.text(Cursor.ofText("web-1 \u00e9"))).isEqualTo("web-1 \u00e9");
    assertThat(Cursor.text(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "a", "%%%", "YQ==", "AA"})
  void text_shouldRefuse_whenNoListGaveItOut(String cursor) {
    assertThatThrownBy(() -> Cursor.text(cursor))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.is(ErrorCode.BAD_CURSOR)).isTrue());
  }
}
