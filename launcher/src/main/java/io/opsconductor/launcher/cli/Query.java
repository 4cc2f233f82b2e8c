package io.opsconductor.launcher.cli;

/** A path with parameters; those that were not given are left out. */
final class Query {

  private final StringBuilder path;
  private char separator = '?';

  Query(String path) {
    this.path = new StringBuilder(path);
  }

  Query with(String name, Object value) {
    if (value != null) {
      path.append(separator).append(name).append('=').append(Api.encode(value.toString()));
      separator = '&';
    }
    return this;
  }

  String path() {
    return path.toString();
  }
}
