package io.opsconductor.platform.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.platform.selector.Selector.All;
import io.opsconductor.platform.selector.Selector.And;
import io.opsconductor.platform.selector.Selector.Has;
import io.opsconductor.platform.selector.Selector.In;
import io.opsconductor.platform.selector.Selector.Like;
import io.opsconductor.platform.selector.Selector.Not;
import io.opsconductor.platform.selector.Selector.Or;
import io.opsconductor.platform.selector.Selector.Property;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelectorParserTest {
  private static final Selector PROD = new In(tag("env"), List.of("prod"));
  private static final Selector WEB = new In(tag("role"), List.of("web"));
  private static final Selector API = new In(tag("role"), List.of("api"));

  static Stream<Arguments> selectors() {
    return Stream.of(
        Arguments.of("*", new All()),
        Arguments.of(" ALL ", new All()),
        Arguments.of("all=1", new In(tag("all"), List.of("1"))),
        Arguments.of("all not in (1)", new Not(new In(tag("all"), List.of("1")))),
        Arguments.of("all and env=prod", new And(List.of(new All(), PROD))),
        Arguments.of("env=prod", PROD),
        Arguments.of("env = 'prod'", PROD),
        Arguments.of("\"env\"=\"prod\"", PROD),
        Arguments.of("env!=prod", new Not(PROD)),
        Arguments.of("env", new Has(tag("env"))),
        Arguments.of("not env", new Not(new Has(tag("env")))),
        Arguments.of("role in (web, api)", new In(tag("role"), List.of("web", "api"))),
        Arguments.of("role NOT IN (web)", new Not(WEB)),
        Arguments.of("name~web-*", new Like(own(Property.NAME), "web-*")),
        Arguments.of("host !~ \"10.0.?\"", new Not(new Like(own(Property.HOST), "10.0.?"))),
        Arguments.of("port=22", new In(own(Property.PORT), List.of("22"))),
        Arguments.of("env=and", new In(tag("env"), List.of("and"))),
        Arguments.of("'and'=x", new In(tag("and"), List.of("x"))),
        Arguments.of("env='it\\'s \\\\'", new In(tag("env"), List.of("it's \\"))),
        Arguments.of("env='*'", new In(tag("env"), List.of("*"))),
        Arguments.of("env=''", new In(tag("env"), List.of(""))),
        Arguments.of(
            "role=api or env=prod and role=web", new Or(List.of(API, new And(List.of(PROD, WEB))))),
        Arguments.of(
            "(role=api or env=prod) and role=web",
            new And(List.of(new Or(List.of(API, PROD)), WEB))),
        Arguments.of("not env=prod and role=web", new And(List.of(new Not(PROD), WEB))),
        Arguments.of("not (not env=prod)", new Not(new Not(PROD))),
        Arguments.of("env=prod and role=web and role=api", new And(List.of(PROD, WEB, API))));
  }

  @ParameterizedTest
  @MethodSource("selectors")
  void parse_shouldUnderstand(String text, Selector expected) {
    assertThat(SelectorParser.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      quoteCharacter = '`',
      value = {
        "``|expected a key, not, or ( at position 1",
        "   |expected a key, not, or ( at position 4",
        "env==|expected a value at position 5",
        "env = |expected a value at position 7",
        "env=prod and|expected a key, not, or ( at position 13",
        "env=prod role=web|expected and, or, or the end at position 10",
        "env prod|expected and, or, or the end at position 5",
        "role in web|expected ( at position 9",
        "role in (web|expected , or ) at position 13",
        "role in (web,)|expected a value at position 14",
        "role not web|expected in at position 10",
        "(env=prod|expected and, or, or ) at position 10",
        "env=prod)|expected and, or, or the end at position 9",
        "env!prod|expected = or ~ after ! at position 5",
        "env='prod|a quotation without its end at position 5",
        "env='prod\\'|a quotation without its end at position 5",
        "env;drop|a character that belongs in quotes at position 4",
        "1a=b|expected a key of letters, digits and _ . -, not 1a at position 1",
        "env=pr*|expected ~ for the pattern pr*, or quotes around it, at position 5",
        "or env=prod|expected a key, not, or ( at position 1",
        "not|expected a key, not, or ( at position 4",
      })
  void parse_shouldSayWhatIsExpectedWhere(String text, String message) {
    assertThatThrownBy(() -> SelectorParser.parse(text))
        .isInstanceOf(SelectorError.class)
        .hasMessage(message);
  }

  @Test
  void parse_shouldRefuse_whenTooLongOrTooDeep() {
    String deepest = "(".repeat(32) + "env" + ")".repeat(32);
    assertThat(SelectorParser.parse(deepest)).isEqualTo(new Has(tag("env")));
    assertThatThrownBy(() -> SelectorParser.parse("(" + deepest + ")"))
        .hasMessage("more than 32 conditions in each other at position 33");
    assertThatThrownBy(() -> SelectorParser.parse("not ".repeat(33) + "env"))
        .hasMessageStartingWith("more than 32 conditions in each other");
    assertThatThrownBy(() -> SelectorParser.parse("a".repeat(4097)))
        .hasMessage("more than 4096 characters at position 4097");
  }

  @Test
  void parse_shouldTakeManyConditionsBesideEachOther() {
    String many = "env or " + "a or ".repeat(800) + "b";
    assertThat(SelectorParser.parse(many))
        .isInstanceOfSatisfying(Or.class, or -> assertThat(or.parts()).hasSize(802));
  }

  @Test
  void parse_shouldThrowNothingElse_whateverTheText() {
    // given
    Random random = new Random(11);
    String[] pieces = {
      "env",
      "=",
      "!=",
      "~",
      "!~",
      "(",
      ")",
      ",",
      " ",
      "and",
      "or",
      "not",
      "in",
      "*",
      "all",
      "'",
      "\"",
      "\\",
      "web",
      "name",
      "!",
      "\u00e4",
      "\ud83d\ude00",
      "\ud83d",
      "\n",
      ";",
      "%",
      "\0"
    };
    // then
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(12);
      for (int piece = 0; piece < length; piece++) {
        text.append(
            random.nextInt(10) == 0
                ? String.valueOf((char) random.nextInt(0x10000))
                : pieces[random.nextInt(pieces.length)]);
      }
      parsesOrRefuses(text.toString());
    }
  }

  private static void parsesOrRefuses(String text) {
    try {
      Columns columns = (key, arguments) -> arguments.text(key.text());
      SelectorSql.of(SelectorParser.parse(text), columns, new SqlArguments(1));
    } catch (SelectorError e) {
      assertThat(e.getMessage()).matches("(?s).* at position \\d+");
    }
  }

  @Test
  void selectors_shouldPointIntoTheRequest() {
    OpsException refusal =
        catchThrowableOfType(OpsException.class, () -> Selectors.parse("env =", "/selector"));
    assertThat(refusal.is(ErrorCode.BAD_SELECTOR)).isTrue();
    assertThat(refusal.getMessage())
        .isEqualTo("The selector does not parse: expected a value at position 6");
    assertThat(refusal.errors().getFirst().pointer()).isEqualTo("/selector");
  }

  private static Selector.Key tag(String name) {
    return new Selector.Key.Tag(name);
  }

  private static Selector.Key own(Property property) {
    return new Selector.Key.Own(property);
  }
}
