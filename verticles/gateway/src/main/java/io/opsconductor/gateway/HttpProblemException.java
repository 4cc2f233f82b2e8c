package io.opsconductor.gateway;

/** A request that HTTP itself refuses. Without a stack trace: it states an expected outcome. */
final class HttpProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpProblem problem;
  private final int retryAfterSeconds;

  HttpProblemException(HttpProblem problem, String detail) {
    this(problem, detail, 0);
  }

  HttpProblemException(HttpProblem problem, String detail, int retryAfterSeconds) {
    super(detail, null, false, false);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** When the client may come again; 0 when that is not the point. */
  int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  HttpProblem problem() {
    return problem;
  }
}
