package io.opsconductor.workers.masking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts masked output into pieces; never within a mask, so that each of them ends where one may go
 * on.
 */
final class PieceWriter {

  /** Of one piece, in bytes. */
  static final int MOST = 64 * 1024;

  private final byte[] source;
  private final long sourceBegin;
  private final List<Masked> pieces = new ArrayList<>();
  private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
  private int at;

  PieceWriter(byte[] source, long sourceBegin) {
    this.source = source;
    this.sourceBegin = sourceBegin;
  }

  void copyUpTo(int end) {
    while (at < end) {
      makeRoom(1);
      int length = Math.min(end - at, MOST - piece.size());
      piece.write(source, at, length);
      at += length;
    }
  }

  void maskUpTo(int end) {
    byte[] mask = ("[masked:" + (end - at) + "]").getBytes(StandardCharsets.US_ASCII);
    makeRoom(mask.length);
    piece.writeBytes(mask);
    at = end;
  }

  List<Masked> pieces() {
    closePiece();
    return List.copyOf(pieces);
  }

  private void makeRoom(int length) {
    if (piece.size() + length > MOST) {
      closePiece();
    }
  }

  private void closePiece() {
    if (piece.size() > 0) {
      pieces.add(new Masked(piece.toByteArray(), sourceBegin + at));
      piece.reset();
    }
  }
}
