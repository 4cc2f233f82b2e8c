package io.opsconductor.secrets;

/** A stored ciphertext does not open with the master key at the place where it lies. */
final class TamperedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TamperedException(Place place) {
    super(
        "%s.%s of %s does not open: it was changed or moved, or the master key is another"
            .formatted(place.table(), place.column(), place.row()));
  }
}
