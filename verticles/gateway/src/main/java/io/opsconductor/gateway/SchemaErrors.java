package io.opsconductor.gateway;

import io.opsconductor.contracts.FieldError;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a schema finds wrong, for a person: only the reasons, not the places that enclose them, and
 * of a choice of forms only the one that was most likely meant.
 */
final class SchemaErrors {
  private static final int MAX_ERRORS = 20;
  private static final int OTHER_FORM = 1000;
  private static final Pattern MISSING = Pattern.compile("required property \"(.*)\"");
  private static final Pattern TYPE = Pattern.compile("Instance type (\\S+) is invalid. Expected");

  private static final String MISMATCH = "Instance does not match";
  private static final Pattern COUNTS = Pattern.compile("\\([0-9]+ [<>] [0-9]+\\)");

  private SchemaErrors() {}

  /** Errors in a body; pointers as in RFC 6901. */
  static List<FieldError> of(OutputUnit result) {
    Set<FieldError> errors = new LinkedHashSet<>();
    for (OutputUnit reason : reasons(result)) {
      String place = reason.getInstanceLocation().substring(1);
      Matcher missing = MISSING.matcher(reason.getError());
      if (reason.getKeywordLocation().endsWith("/required") && missing.find()) {
        String field = missing.group(1);
        errors.add(new FieldError(place + "/" + escaped(field), field + " is missing"));
      } else {
        errors.add(new FieldError(place, name(place) + " " + rule(reason)));
      }
      if (errors.size() == MAX_ERRORS) {
        break;
      }
    }
    return List.copyOf(errors);
  }

  /**
   * Errors in one parameter.
   *
   * @param form in words; null when the contract does not tell
   */
  static List<FieldError> at(String pointer, String name, String form, OutputUnit result) {
    return reasons(result).stream()
        .limit(1)
        .map(reason -> new FieldError(pointer, name + " " + rule(reason, form)))
        .toList();
  }

  private static String rule(OutputUnit reason, String form) {
    boolean ofForm = reason.getKeywordLocation().endsWith("/pattern");
    return form != null && ofForm ? "must be " + form : rule(reason);
  }

  private static String rule(OutputUnit reason) {
    String keyword = reason.getKeywordLocation();
    String last = keyword.substring(keyword.lastIndexOf('/') + 1);
    String text = reason.getError();
    return switch (last) {
      case "additionalProperties" -> "is not a known field here";
      case "type" -> TYPE.matcher(text).replaceFirst("is $1 and must be").replace("  ", " ");
      case "const", "enum" -> text.replace(MISMATCH, "must be").replace("any of", "one of");
      case "format", "pattern" -> "does not have the expected form";
      case "minLength", "minItems" -> "is too short" + counts(text);
      case "maxLength", "maxItems", "maxProperties" -> "is too long" + counts(text);
      case "oneOf" -> "fits more than one of the forms that it may have";
      case "minimum", "maximum" -> "is out of range: " + text;
      default -> "is against the contract: " + text;
    };
  }

  /** Such as {@code (70 > 63)}; nothing when the library does not tell. */
  private static String counts(String text) {
    Matcher counts = COUNTS.matcher(text);
    return counts.find() ? " " + counts.group() : "";
  }

  private static List<OutputUnit> reasons(OutputUnit result) {
    List<OutputUnit> all = result.getErrors() == null ? List.of() : result.getErrors();
    List<OutputUnit> kept = new ArrayList<>(all);
    all.stream()
        .filter(unit -> unit.getKeywordLocation().endsWith("/oneOf"))
        .sorted(Comparator.comparingInt(unit -> unit.getKeywordLocation().length()))
        .forEach(choice -> keepLikeliest(choice, kept));
    List<OutputUnit> found = List.copyOf(kept);
    kept.removeIf(
        unit ->
            found.stream().anyMatch(other -> encloses(unit, other) || isWhyNotKnown(unit, other)));
    return kept;
  }

  /**
   * Whether a field is called unknown only because something is wrong with its value, as the
   * library does.
   */
  private static boolean isWhyNotKnown(OutputUnit unknown, OutputUnit other) {
    String place = unknown.getInstanceLocation();
    return isUnknownField(unknown)
        && (other.getInstanceLocation().startsWith(place + "/")
            || (other.getInstanceLocation().equals(place) && !isUnknownField(other)));
  }

  private static boolean isUnknownField(OutputUnit unit) {
    return unit.getKeywordLocation().endsWith("/additionalProperties");
  }

  /**
   * Drops the errors of all forms but the one with the fewest; another {@code type} counts much. Of
   * a {@code type} that none of them has only that is told.
   */
  private static void keepLikeliest(OutputUnit choice, List<OutputUnit> kept) {
    if (!kept.contains(choice)) {
      return;
    }
    Optional<OutputUnit> unknownType = unknownType(choice, kept);
    if (unknownType.isPresent()) {
      kept.removeIf(unit -> encloses(choice, unit));
      kept.add(unknownType.get());
      return;
    }
    Map<String, Integer> scores = new HashMap<>();
    for (OutputUnit unit : kept) {
      if (encloses(choice, unit)) {
        int weight = unit.getKeywordLocation().endsWith("/const") ? OTHER_FORM : 1;
        scores.merge(form(choice, unit), weight, Integer::sum);
      }
    }
    scores.entrySet().stream()
        .min(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .ifPresent(
            best ->
                kept.removeIf(
                    unit -> encloses(choice, unit) && !form(choice, unit).equals(best.getKey())));
  }

  /** That a value is the constant of no form, as if the constants were an enumeration. */
  private static Optional<OutputUnit> unknownType(OutputUnit choice, List<OutputUnit> kept) {
    Set<String> forms = new HashSet<>();
    Map<String, OutputUnit> constants = new TreeMap<>();
    for (OutputUnit unit : kept) {
      if (encloses(choice, unit)) {
        forms.add(form(choice, unit));
        if (unit.getKeywordLocation().endsWith("/const")) {
          constants.put(form(choice, unit), unit);
        }
      }
    }
    long places =
        constants.values().stream().map(OutputUnit::getInstanceLocation).distinct().count();
    if (places != 1 || constants.size() < forms.size()) {
      return Optional.empty();
    }
    OutputUnit one = constants.values().iterator().next();
    String all =
        constants.values().stream()
            .map(unit -> unit.getError().replace(MISMATCH, "").strip())
            .collect(Collectors.joining(", ", MISMATCH + " any of [", "]"));
    String keyword = choice.getKeywordLocation() + "/enum";
    return Optional.of(
        new OutputUnit(one.getInstanceLocation(), keyword, keyword, all, one.getErrorType()));
  }

  private static String form(OutputUnit choice, OutputUnit unit) {
    String rest = unit.getKeywordLocation().substring(choice.getKeywordLocation().length() + 1);
    int end = rest.indexOf('/');
    return end < 0 ? rest : rest.substring(0, end);
  }

  private static boolean encloses(OutputUnit outer, OutputUnit inner) {
    return outer != inner
        && inner.getKeywordLocation().startsWith(outer.getKeywordLocation() + "/")
        && (inner.getInstanceLocation().equals(outer.getInstanceLocation())
            || inner.getInstanceLocation().startsWith(outer.getInstanceLocation() + "/"));
  }

  private static String name(String pointer) {
    return pointer.isEmpty()
        ? "The body"
        : pointer.substring(1).replace("~1", "/").replace("~0", "~");
  }

  private static String escaped(String field) {
    return field.replace("~", "~0").replace("/", "~1");
  }
}
