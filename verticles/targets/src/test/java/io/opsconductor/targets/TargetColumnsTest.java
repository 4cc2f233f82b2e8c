package io.opsconductor.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.platform.selector.SelectorParser;
import io.opsconductor.platform.selector.SelectorSql;
import io.opsconductor.platform.selector.SqlArguments;
import org.junit.jupiter.api.Test;

class TargetColumnsTest {
  @Test
  void sql_shouldHoldNoValue_whenASelectorIsCompiled() {
    // given
    SqlArguments arguments = new SqlArguments(4);
    // when
    String sql =
        SelectorSql.of(
            SelectorParser.parse("env in ('x;--', y) and \"tag\"=\"z'\" and name~\"w%\" or has"),
            TargetColumns.INSTANCE,
            arguments);
    // then
    assertThat(sql).doesNotContain("x;--", "z'", "w%", "has", "env");
    assertThat(sql).contains("$4::text", "$5::text[]", "$9::text");
    assertThat(arguments.values()).hasSize(6);
  }
}
