package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds things by what people call them. An id is taken as it is. */
final class Lookup {

  private static final Pattern ID =
      Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

  private final Api api;

  Lookup(Api api) {
    this.api = api;
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  String target(String nameOrId) {
    return id("target", "/targets", nameOrId);
  }

  /** Ids of several targets, with one walk through the list. */
  List<String> targets(List<String> namesOrIds) {
    return ids("target", "/targets", "name", namesOrIds);
  }

  /** Ids of several users, with one walk through the list. */
  List<String> users(List<String> namesOrIds) {
    return ids("user", "/users", "username", namesOrIds);
  }

  private List<String> ids(String thing, String path, String field, List<String> namesOrIds) {
    if (namesOrIds.stream().allMatch(Lookup::isId)) {
      return namesOrIds;
    }
    Map<String, String> ids =
        api.list(path, 0).stream()
            .collect(
                Collectors.toMap(
                    known -> Json.text(known, field),
                    known -> Json.text(known, "id"),
                    (first, second) -> first));
    List<String> found = new ArrayList<>();
    for (String name : namesOrIds) {
      if (!isId(name) && !ids.containsKey(name)) {
        throw unknown(thing, name, List.copyOf(ids.keySet()));
      }
      found.add(isId(name) ? name : ids.get(name));
    }
    return found;
  }

  String user(String nameOrId) {
    return isId(nameOrId) ? nameOrId : named("user", "username", api.list("/users", 0), nameOrId);
  }

  /** One of the caller's own, or any by its id. */
  String token(String nameOrId) {
    return isId(nameOrId) ? nameOrId : token(api.list("/tokens", 0), nameOrId);
  }

  /** One of these, by its name or id. Several may have one name. */
  static String token(List<JsonNode> known, String nameOrId) {
    if (isId(nameOrId)) {
      return nameOrId;
    }
    if (known.stream().filter(token -> Json.text(token, "name").equals(nameOrId)).count() > 1) {
      throw CliException.usage(
          "Several tokens are named '" + nameOrId + "'; say which by id, as token ls shows it");
    }
    return named("token", "name", known, nameOrId);
  }

  String organization(String nameOrId) {
    return id("organization", "/organizations", nameOrId);
  }

  String team(String nameOrId) {
    return id("team", "/teams", nameOrId);
  }

  String serviceAccount(String nameOrId) {
    return id("service account", "/service-accounts", nameOrId);
  }

  String role(String nameOrId) {
    return id("role", "/roles", nameOrId);
  }

  String credential(String nameOrId) {
    return id("credential", "/credentials", nameOrId);
  }

  String job(String nameOrId) {
    return byName("job", "/jobs", nameOrId);
  }

  String schedule(String nameOrId) {
    return byName("schedule", "/schedules", nameOrId);
  }

  /** Ids of several schedules, in their order. */
  List<String> schedules(List<String> namesOrIds) {
    return namesOrIds.stream().map(this::schedule).distinct().toList();
  }

  String calendar(String nameOrId) {
    return byName("calendar", "/calendars", nameOrId);
  }

  /** Of what can be asked for by its name. */
  private String byName(String kind, String path, String nameOrId) {
    if (isId(nameOrId)) {
      return nameOrId;
    }
    List<JsonNode> named = api.list(path + "?name=" + Api.encode(nameOrId), 1);
    return named.isEmpty() ? id(kind, path, nameOrId) : Json.text(named.getFirst(), "id");
  }

  /** An execution has no name. */
  String execution(String id) {
    if (!isId(id)) {
      throw CliException.usage(
          "'" + id + "' is not the id of an execution; list them with: opsconductor executions ls");
    }
    return id;
  }

  /** The task of an execution on a target, by the name that it had then, or by its id. */
  String task(String executionId, String target) {
    List<JsonNode> tasks = api.list("/executions/" + execution(executionId) + "/tasks", 0);
    return tasks.stream()
        .filter(
            task ->
                Json.text(task.path("target"), "name").equals(target)
                    || Json.text(task.path("target"), "id").equals(target))
        .map(task -> Json.text(task, "id"))
        .findFirst()
        .orElseThrow(
            () ->
                unknown(
                    "target of this execution",
                    target,
                    tasks.stream().map(task -> Json.text(task.path("target"), "name")).toList()));
  }

  /** A node by its id, or by a beginning of it that only one has. */
  String node(String given) {
    List<String> ids =
        api.get("/cluster/nodes")
            .path("items")
            .valueStream()
            .map(node -> Json.text(node, "id"))
            .toList();
    List<String> matching = ids.stream().filter(id -> id.startsWith(given)).toList();
    if (ids.contains(given)) {
      return given;
    }
    if (matching.size() == 1) {
      return matching.getFirst();
    }
    if (matching.size() > 1) {
      throw CliException.usage("'" + given + "' is the beginning of " + matching.size() + " nodes");
    }
    throw unknown("node", given, ids);
  }

  private String id(String kind, String path, String nameOrId) {
    return isId(nameOrId) ? nameOrId : named(kind, "name", api.list(path, 0), nameOrId);
  }

  private static String named(String kind, String field, List<JsonNode> items, String name) {
    Function<JsonNode, String> nameOf = item -> Json.text(item, field);
    return items.stream()
        .filter(item -> nameOf.apply(item).equals(name))
        .map(item -> Json.text(item, "id"))
        .findFirst()
        .orElseThrow(() -> unknown(kind, name, items.stream().map(nameOf).toList()));
  }

  private static CliException unknown(String kind, String name, List<String> known) {
    return new CliException(
        Exit.NOT_FOUND,
        "There is no " + kind + " '" + name + "'." + Suggestions.didYouMean(name, known));
  }
}
