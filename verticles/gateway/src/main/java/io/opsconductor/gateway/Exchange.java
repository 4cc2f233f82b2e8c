package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.bus.Origin;
import io.opsconductor.platform.bus.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A request on its way through the gateway, as far as it was understood. One event loop. */
final class Exchange {
  private final HttpServerRequest request;
  private final ContractOperation operation;
  private final Trace trace;
  private final String address;
  private final Clock clock;
  private Map<String, String> pathParameters = Map.of();
  private MultiMap query = MultiMap.caseInsensitiveMultiMap();
  private Buffer body = Buffer.buffer();
  private String accessToken;
  private Session session;

  /**
   * A request that was routed.
   *
   * @param address of the client; null when it is not known
   */
  Exchange(
      HttpServerRequest request,
      ContractOperation operation,
      Trace trace,
      String address,
      Clock clock) {
    this.request = request;
    this.operation = operation;
    this.trace = trace;
    this.address = address;
    this.clock = clock;
  }

  HttpServerRequest request() {
    return request;
  }

  ContractOperation operation() {
    return operation;
  }

  Trace trace() {
    return trace;
  }

  String address() {
    return address;
  }

  void pathParameters(Map<String, String> decoded) {
    pathParameters = decoded;
  }

  void query(MultiMap parsed) {
    query = parsed;
  }

  MultiMap query() {
    return query;
  }

  void body(Buffer checked) {
    body = checked;
  }

  void signedIn(String token, Session caller) {
    accessToken = token;
    session = caller;
  }

  /** The body, valid against the contract; the empty object when none was sent. */
  Buffer body() {
    return body;
  }

  <T> T body(Class<T> type) {
    return Wire.decode(body, type);
  }

  /** The caller; only where the contract asks for one. */
  Session session() {
    return session;
  }

  String accessToken() {
    return accessToken;
  }

  String path(String name) {
    return pathParameters.get(name);
  }

  UUID id() {
    return UUID.fromString(path("id"));
  }

  /** Null when it is absent. */
  String query(String name) {
    return query.get(name);
  }

  UUID queryId(String name) {
    String value = query(name);
    return value == null ? null : UUID.fromString(value);
  }

  Integer queryInt(String name) {
    Long value = queryLong(name);
    return value == null ? null : (int) Math.min(value, Integer.MAX_VALUE);
  }

  /** Null when it is absent. */
  Boolean queryBoolean(String name) {
    String value = query(name);
    return value == null ? null : Boolean.valueOf(value);
  }

  /** A number past the range of a long is cut to it: where that is wrong, the contract says so. */
  Long queryLong(String name) {
    String value = query(name);
    if (value == null) {
      return null;
    }
    BigInteger number = new BigInteger(value);
    return number.bitLength() < 64 ? number.longValue() : Long.valueOf(Long.MAX_VALUE);
  }

  /** Null when it is absent. */
  Instant queryInstant(String name) {
    String value = query(name);
    try {
      return value == null ? null : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeParseException e) {
      String detail = name + " must be a time such as 2026-03-01T12:00:00Z";
      throw new OpsException(
          ErrorCode.MALFORMED_REQUEST, detail, List.of(new FieldError("/query/" + name, detail)));
    }
  }

  PageRequest page() {
    return new PageRequest(queryInt("limit"), query("cursor"));
  }

  String header(CharSequence name) {
    return request.getHeader(name);
  }

  /** On behalf of the caller. */
  Origin origin(Operation<?, ?> called) {
    return origin(called, session.contextToken());
  }

  Origin origin(Operation<?, ?> called, String token) {
    return new Origin(token, trace, clock.instant().plus(called.timeout()), address);
  }
}
