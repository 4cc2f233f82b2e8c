package io.opsconductor.targets;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.platform.access.Reach;
import io.opsconductor.platform.database.DatabaseSettings;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Migrations;
import io.opsconductor.platform.selector.Selector;
import io.opsconductor.platform.selector.SelectorParser;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database agrees with a plain reading of the selector, over generated targets. */
@ExtendWith(VertxExtension.class)
class SelectorSqlIT {
  private static final int TARGETS = 120;
  private static final int SELECTORS = 1500;
  private static final String[] KEYS = {"env", "role", "zone", "a.b-c", "and"};
  private static final String[] VALUES = {
    "prod",
    "Prod",
    "dev",
    "web",
    "a%b",
    "a_b",
    "a*b",
    "\\",
    "it's",
    "\u00e4\u00f6",
    "22",
    "\ud83d\ude00"
  };

  private final Random random = new Random(42);
  private final Map<UUID, TargetInput> targets = new HashMap<>();

  @Test
  void matching_shouldAgreeWithThePlainReading(Vertx vertx) {
    try (TestDatabase database =
            TestPostgres.database(Migrations.PLATFORM, "classpath:db/targets");
        Db db = open(vertx, database)) {
      // given
      TargetStore store = new TargetStore(db);
      addTargets(store);
      for (int i = 0; i < SELECTORS; i++) {
        String text = condition(3);
        Selector selector = SelectorParser.parse(text);
        // when
        Set<UUID> matching = new HashSet<>();
        for (TargetRef target :
            store.matching(Ids.DEFAULT_ORGANIZATION, selector, Reach.EVERYTHING)) {
          matching.add(target.id());
        }
        // then
        assertThat(matching).as(text).isEqualTo(expected(selector));
      }
    }
  }

  private void addTargets(TargetStore store) {
    for (int i = 0; i < TARGETS; i++) {
      Map<String, String> tags = new HashMap<>();
      for (String key : KEYS) {
        if (random.nextBoolean()) {
          tags.put(key, pick(VALUES));
        }
      }
      UUID id = Ids.next();
      TargetInput target =
          new TargetInput(
              "web-" + i, "Host" + i % 7 + ".example", 22 + i, null, Ids.next(), tags, null, null);
      store.add(Ids.DEFAULT_ORGANIZATION, id, target, Optional.empty());
      store.add(Ids.next(), Ids.next(), target, Optional.empty());
      targets.put(id, target);
    }
  }

  private String condition(int depth) {
    int choice = random.nextInt(depth > 0 ? 10 : 7);
    return switch (choice) {
      case 0 -> key() + "=" + value();
      case 1 -> key() + " != " + value();
      case 2 -> key() + " in (" + value() + ", " + value() + ")";
      case 3 -> key() + " not in (" + value() + "," + value() + "," + value() + ")";
      case 4 -> key() + "~" + quoted(pattern());
      case 5 -> key() + " !~ " + quoted(pattern());
      case 6 -> random.nextInt(8) == 0 ? "*" : key();
      case 7 -> "not " + "(" + condition(depth - 1) + ")";
      case 8 -> "(" + condition(depth - 1) + ") and " + condition(depth - 1);
      default -> condition(depth - 1) + " or " + condition(depth - 1);
    };
  }

  private String key() {
    return random.nextInt(4) == 0 ? pick("name", "host", "port", "id") : quoted(pick(KEYS));
  }

  private String value() {
    return quoted(pick(pick(VALUES), "web-3", "Host1.example", "22", anyId()));
  }

  private String pattern() {
    return pick(
        "*",
        "?",
        "",
        "a*",
        "*b",
        "a?b",
        "a\\*b",
        "a\\?b",
        "web-?",
        "Host*",
        "2*",
        "*\u00f6",
        "a%b",
        "a_b",
        "\\\\",
        "\\",
        "????????-*");
  }

  private String anyId() {
    return targets.keySet().iterator().next().toString();
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private Set<UUID> expected(Selector selector) {
    Set<UUID> ids = new HashSet<>();
    targets.forEach(
        (id, target) -> {
          if (matches(selector, id, target)) {
            ids.add(id);
          }
        });
    return ids;
  }

  private static boolean matches(Selector selector, UUID id, TargetInput target) {
    return switch (selector) {
      case Selector.All all -> true;
      case Selector.Has has -> value(has.key(), id, target).isPresent();
      case Selector.In in -> value(in.key(), id, target).filter(in.values()::contains).isPresent();
      case Selector.Like like ->
          value(like.key(), id, target).filter(regex(like.pattern())).isPresent();
      case Selector.Not not -> !matches(not.inner(), id, target);
      case Selector.And and -> and.parts().stream().allMatch(part -> matches(part, id, target));
      case Selector.Or or -> or.parts().stream().anyMatch(part -> matches(part, id, target));
    };
  }

  private static Optional<String> value(Selector.Key key, UUID id, TargetInput target) {
    return switch (key) {
      case Selector.Key.Tag tag -> Optional.ofNullable(target.tags().get(tag.name()));
      case Selector.Key.Own own ->
          Optional.of(
              switch (own.property()) {
                case NAME -> target.name();
                case HOST -> target.host();
                case ID -> id.toString();
                case PORT -> target.port().toString();
              });
    };
  }

  private static Predicate<String> regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean escaped = c == '\\' && i + 1 < pattern.length();
      String literal = escaped ? String.valueOf(pattern.charAt(++i)) : String.valueOf(c);
      regex.append(
          !escaped && c == '*' ? ".*" : !escaped && c == '?' ? "." : Pattern.quote(literal));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
  }

  private static Db open(Vertx vertx, TestDatabase database) {
    return Db.open(
        vertx,
        new DatabaseSettings(
            database.host(),
            database.port(),
            database.name(),
            database.user(),
            new SecretText(database.password()),
            2,
            null));
  }
}
