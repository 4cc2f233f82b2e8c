package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.jobs.JobInput;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.UpdateJob;
import io.opsconductor.platform.bus.BusClient;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Saves a new version of a job, if the one that was edited is still the current one: 428 when the
 * client does not say which that was, 412 when it is not.
 */
final class UpdateJobEndpoint implements Endpoint {
  private static final Pattern VERSION_TAG = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"");

  private final BusClient bus;

  UpdateJobEndpoint(BusClient bus) {
    this.bus = bus;
  }

  @Override
  public Future<?> handle(Exchange exchange) {
    Integer expected = expectedVersion(exchange.header(HttpHeaders.IF_MATCH));
    UpdateJob request = new UpdateJob(exchange.id(), exchange.body(JobInput.class), expected);
    return bus.sendRaw(
            JobOperations.UPDATE, Wire.encode(request), exchange.origin(JobOperations.UPDATE))
        .map(
            reply -> {
              Render.versioned(Render.json(200)).accept(exchange, reply);
              return null;
            });
  }

  /** Null to replace whatever is there. */
  private static Integer expectedVersion(String tag) {
    if (tag == null) {
      throw HttpProblem.PRECONDITION_REQUIRED.because(
          "Say with If-Match which version was edited: its ETag, or *");
    }
    if (tag.strip().equals("*")) {
      return null;
    }
    Matcher version = VERSION_TAG.matcher(tag.strip());
    if (!version.matches()) {
      String detail = "If-Match must be the ETag of a version, for example \"3\", or *";
      throw new OpsException(
          ErrorCode.MALFORMED_REQUEST, detail, List.of(new FieldError("/header/If-Match", detail)));
    }
    return Integer.valueOf(version.group(1));
  }
}
