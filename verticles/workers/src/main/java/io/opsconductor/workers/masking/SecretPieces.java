package io.opsconductor.workers.masking;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes a value apart into what is masked by itself: its lines, short ones together with a
 * neighbour. The lines that only say that a key begins or ends are left out.
 */
final class SecretPieces {

  private static final Pattern KEY_EDGE = Pattern.compile("-----(BEGIN|END) .*");

  private final Set<String> pieces = new LinkedHashSet<>();

  /** The line or lines before, if they are a piece already. */
  private String before = "";

  /** Lines that are too short so far. */
  private String waiting = "";

  private SecretPieces() {}

  /**
   * @param value its lines end with a line feed
   */
  static Set<String> of(String value) {
    SecretPieces split = new SecretPieces();
    for (String line : value.split("\n", -1)) {
      if (KEY_EDGE.matcher(line).matches()) {
        split.closeGroup();
      } else {
        split.add(line);
      }
    }
    split.closeGroup();
    return split.pieces;
  }

  private void add(String line) {
    String group = waiting.isEmpty() ? line : waiting + "\n" + line;
    if (line.length() >= SecretMask.SHORTEST_LINE) {
      keep(line);
    }
    if (group.length() >= SecretMask.SHORTEST_LINE) {
      keep(group);
      before = group;
      waiting = "";
    } else {
      waiting = group;
    }
  }

  private void closeGroup() {
    if (!waiting.isEmpty()) {
      keep(before.isEmpty() ? waiting : before + "\n" + waiting);
    }
    before = "";
    waiting = "";
  }

  private void keep(String piece) {
    if (piece.length() >= SecretMask.SHORTEST) {
      pieces.add(piece);
    }
  }
}
