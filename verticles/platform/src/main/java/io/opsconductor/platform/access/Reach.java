package io.opsconductor.platform.access;

import io.opsconductor.contracts.users.GrantObject;
import java.util.List;
import java.util.stream.Stream;

/**
 * The objects of one type that a permission holds for: those that every part allows.
 *
 * @param parts at least one
 */
public record Reach(List<Part> parts) {

  /**
   * What one set of grants allows. An object is allowed when all are or it is one of those allowed,
   * and it is none of those denied.
   *
   * @param besides whether what the caller may reach in any case, such as what one started oneself,
   *     is allowed too
   */
  public record Part(
      boolean everywhere, List<GrantObject> allowed, List<GrantObject> denied, boolean besides) {
    public Part(boolean everywhere, List<GrantObject> allowed, List<GrantObject> denied) {
      this(everywhere, allowed, denied, true);
    }

    public Part {
      allowed = List.copyOf(allowed);
      denied = List.copyOf(denied);
    }
  }

  public static final Reach EVERYTHING = new Reach(List.of(new Part(true, List.of(), List.of())));

  public static final Reach NOTHING = new Reach(List.of(new Part(false, List.of(), List.of())));

  public Reach {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A reach without parts would allow everything");
    }
  }

  /** Every object, so that none needs to be looked at. */
  public boolean isEverything() {
    return parts.stream().allMatch(part -> part.everywhere() && part.denied().isEmpty());
  }

  public boolean isNothing() {
    return parts.stream().anyMatch(part -> !part.everywhere() && part.allowed().isEmpty());
  }

  /** All but what is denied: for whom something else allows the rest. */
  public Reach unlessDenied() {
    return new Reach(
        parts.stream()
            .map(part -> new Part(true, part.allowed(), part.denied(), part.besides()))
            .toList());
  }

  /** Nothing but this, also of what one may reach in any case. */
  public Reach only() {
    return new Reach(
        parts.stream()
            .map(part -> new Part(part.everywhere(), part.allowed(), part.denied(), false))
            .toList());
  }

  /** The objects that both reach, for example what a person may and a token was made for. */
  public Reach and(Reach other) {
    return new Reach(Stream.concat(parts.stream(), other.parts.stream()).toList());
  }
}
