package io.opsconductor.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what is mounted at a path. Literal segments go before parameters, and a parameter is one
 * whole segment that is not empty, so that a look-up is a walk down a tree of maps.
 */
final class PathTree<T> {
  private final Node<T> root = new Node<>();

  private static final class Node<T> {
    private final Map<String, Node<T>> literals = new HashMap<>();
    private Node<T> parameter;
    private String parameterName;
    private T value;
  }

  /**
   * What was found.
   *
   * @param parameters name and value in turn, not decoded
   */
  record Match<T>(T value, List<String> parameters) {}

  /** Mounts something at a template such as {@code /targets/{id}}. */
  void put(String template, T value) {
    Node<T> node = root;
    for (String segment : template.substring(1).split("/", -1)) {
      node = segment.startsWith("{") ? parameter(node, segment) : literal(node, segment);
    }
    node.value = value;
  }

  /** What is mounted at exactly this template. */
  Optional<T> get(String template) {
    Node<T> node = root;
    for (String segment : template.substring(1).split("/", -1)) {
      node = segment.startsWith("{") ? node.parameter : node.literals.get(segment);
      if (node == null) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(node.value);
  }

  Optional<Match<T>> find(String path) {
    Node<T> node = root;
    List<String> parameters = List.of();
    int begin = 1;
    while (begin <= path.length()) {
      int slash = path.indexOf('/', begin);
      int end = slash < 0 ? path.length() : slash;
      String segment = path.substring(begin, end);
      Node<T> next = node.literals.get(segment);
      if (next == null && !segment.isEmpty() && node.parameter != null) {
        next = node.parameter;
        parameters = parameters.isEmpty() ? new ArrayList<>(4) : parameters;
        parameters.add(node.parameterName);
        parameters.add(segment);
      }
      if (next == null) {
        return Optional.empty();
      }
      node = next;
      begin = end + 1;
    }
    return node.value == null ? Optional.empty() : Optional.of(new Match<>(node.value, parameters));
  }

  private static <T> Node<T> literal(Node<T> node, String segment) {
    return node.literals.computeIfAbsent(segment, name -> new Node<>());
  }

  private static <T> Node<T> parameter(Node<T> node, String segment) {
    String name = segment.substring(1, segment.length() - 1);
    if (node.parameter == null) {
      node.parameter = new Node<>();
      node.parameterName = name;
    } else if (!node.parameterName.equals(name)) {
      throw new IllegalArgumentException(
          "The parameters " + name + " and " + node.parameterName + " stand at one place");
    }
    return node.parameter;
  }
}
