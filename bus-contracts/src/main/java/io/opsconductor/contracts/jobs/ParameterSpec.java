package io.opsconductor.contracts.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Checks;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A value that is asked for when the job is run. It reaches the target as an environment variable
 * of exactly this name.
 *
 * @param required whether a run without it is refused; true when absent and there is no default
 * @param defaultValue taken when none is given; absent for none
 * @param choices the allowed values of a choice type, 1 to 100
 * @param description for the person who runs the job
 */
public record ParameterSpec(
    String name,
    ParameterType type,
    Boolean required,
    @JsonProperty("default") JsonNode defaultValue,
    List<String> choices,
    String description) {
  /** Characters of a value that is text. */
  public static final int MAX_TEXT = 65_536;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

  /** Names by which the environment changes what a shell or a loader does. */
  private static final Set<String> REFUSED =
      Set.of(
          "PATH",
          "IFS",
          "ENV",
          "BASH_ENV",
          "HOME",
          "SHELL",
          "USER",
          "LOGNAME",
          "PWD",
          "OLDPWD",
          "CDPATH",
          "SHELLOPTS",
          "BASHOPTS",
          "BASH_FUNC",
          "PS1",
          "PS2",
          "PS4",
          "PROMPT_COMMAND",
          "TMPDIR",
          "PYTHONPATH",
          "PYTHONHOME",
          "PYTHONSTARTUP",
          "PYTHONINSPECT",
          "PERL5LIB",
          "PERL5OPT",
          "PERLLIB",
          "RUBYLIB",
          "RUBYOPT",
          "NODE_OPTIONS",
          "GCONV_PATH",
          "LOCPATH",
          "NLSPATH",
          "HOSTALIASES",
          "RES_OPTIONS",
          "GLOBIGNORE",
          "UID",
          "EUID",
          "PPID");

  private static final List<String> REFUSED_PREFIXES =
      List.of("LD_", "DYLD_", "BASH_FUNC_", "OPSC_", "OPSCONDUCTOR_", "GIT_SSH");

  public ParameterSpec {
    checkName(name, "name");
    Checks.present(type, "type");
    if (defaultValue != null && defaultValue.isNull()) {
      defaultValue = null;
    }
    required = required == null ? defaultValue == null : required;
    if (type == ParameterType.CHOICE) {
      Checks.range(Checks.present(choices, "choices").size(), "choices", 1, 100);
    } else if (choices != null && !choices.isEmpty()) {
      throw Checks.invalid("choices", "belongs only to a parameter of type choice");
    }
    choices = choices == null ? List.of() : List.copyOf(choices);
    choices.forEach(choice -> Checks.optionalText(choice, "choices", MAX_TEXT));
    Checks.optionalText(description, "description", JobInput.MAX_DESCRIPTION);
  }

  /**
   * Refuses what is no variable name, and names that would change how the target's shell or loader
   * works.
   */
  public static String checkName(String name, String field) {
    Checks.present(name, field);
    if (!NAME.matcher(name).matches()) {
      throw Checks.invalid(
          field, "must be letters, digits and _, not beginning with a digit; got " + name);
    }
    String upper = name.toUpperCase(Locale.ROOT);
    if (REFUSED.contains(upper) || REFUSED_PREFIXES.stream().anyMatch(upper::startsWith)) {
      throw Checks.invalid(
          field, "must not be " + name + ", which changes how programs on the target run");
    }
    return name;
  }
}
