package io.opsconductor.contracts;

/**
 * Which part of a list.
 *
 * @param limit how many at most, 1 to 500; 50 when absent
 * @param cursor where the part begins, as given with the part before; null for the first
 */
public record PageRequest(Integer limit, String cursor) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 500;

  public PageRequest {
    limit = limit == null ? DEFAULT_LIMIT : limit;
    if (limit < 1) {
      throw new OpsException(ErrorCode.MALFORMED_REQUEST, "limit must be at least 1, got " + limit);
    }
    limit = Math.min(limit, MAX_LIMIT);
  }

  public static PageRequest first() {
    return new PageRequest(null, null);
  }
}
