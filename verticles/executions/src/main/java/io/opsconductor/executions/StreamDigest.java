package io.opsconductor.executions;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * SHA-256 over a stream that comes in parts, to be gone on with by any process: its state can be
 * stored between two parts, which that of the JDK's cannot. Stored is how many bytes it covers,
 * then the library's state.
 */
final class StreamDigest {
  private static final int LENGTH = 32;

  private byte[] state;
  private SHA256Digest digest;
  private long covered;

  private StreamDigest(byte[] state) {
    this.state = state;
    this.covered = state == null ? 0 : ByteBuffer.wrap(state).getLong();
  }

  /** Of a stream of which nothing has come. */
  static StreamDigest empty() {
    return new StreamDigest(null);
  }

  /**
   * One that is loaded, if it is of exactly so many bytes. Of others a release took part that does
   * not know of it.
   */
  static Optional<StreamDigest> of(byte[] state, long bytes) {
    return Optional.of(new StreamDigest(state)).filter(loaded -> loaded.covered == bytes);
  }

  void update(byte[] data) {
    if (digest == null) {
      digest = begun();
    }
    digest.update(data, 0, data.length);
    covered += data.length;
    state = null;
  }

  /** What is to be stored; empty before the first byte. */
  Optional<byte[]> state() {
    if (state == null && digest != null) {
      byte[] encoded = digest.getEncodedState();
      state =
          ByteBuffer.allocate(Long.BYTES + encoded.length).putLong(covered).put(encoded).array();
    }
    return Optional.ofNullable(state);
  }

  /** The hash of what has come so far. */
  byte[] hash() {
    SHA256Digest copy = digest == null ? begun() : new SHA256Digest(digest);
    byte[] hash = new byte[LENGTH];
    copy.doFinal(hash, 0);
    return hash;
  }

  private SHA256Digest begun() {
    return state == null
        ? new SHA256Digest()
        : new SHA256Digest(Arrays.copyOfRange(state, Long.BYTES, state.length));
  }
}
