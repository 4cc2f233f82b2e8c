import java.time.Instant;

/** A scheduler beside which the product is measured. It runs from when it is made. */
interface Peer extends AutoCloseable {

  /** Has {@link Runs} add a row for each of some jobs, once, at the same time. */
  void schedule(String prefix, int count, Instant due) throws Exception;

  /** With which version and settings. */
  String words();
}
