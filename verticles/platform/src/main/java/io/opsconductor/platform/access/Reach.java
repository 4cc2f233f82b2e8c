package io.opsconductor.platform.access;

import io.opsconductor.contracts.users.GrantObject;
import java.util.List;
import java.util.function.Predicate;
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
   * @param shut whether everything is denied: then nothing is allowed, whatever else would
   */
  public record Part(
      boolean everywhere,
      List<GrantObject> allowed,
      List<GrantObject> denied,
      boolean besides,
      boolean shut) {
    static final Part SHUT = new Part(false, List.of(), List.of(), false, true);

    public Part(boolean everywhere, List<GrantObject> allowed, List<GrantObject> denied) {
      this(everywhere, allowed, denied, true, false);
    }

    public Part {
      allowed = List.copyOf(allowed);
      denied = List.copyOf(denied);
      if (shut && (everywhere || besides || !allowed.isEmpty())) {
        throw new IllegalArgumentException("What is denied everywhere is allowed nowhere");
      }
    }

    private Part unlessDenied() {
      return shut ? this : new Part(true, allowed, denied, besides, false);
    }

    private Part only() {
      return new Part(everywhere, allowed, denied, false, shut);
    }

    private boolean contains(
        Predicate<GrantObject> isOne, Predicate<GrantObject> isDenied, boolean own) {
      boolean in = everywhere || allowed.stream().anyMatch(isOne) || (besides && own);
      return in && denied.stream().noneMatch(isDenied);
    }
  }

  public static final Reach EVERYTHING = new Reach(List.of(new Part(true, List.of(), List.of())));

  public static final Reach NOTHING = new Reach(List.of(Part.SHUT));

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
    return new Reach(parts.stream().map(Part::unlessDenied).toList());
  }

  /** Nothing but this, also of what one may reach in any case. */
  public Reach only() {
    return new Reach(parts.stream().map(Part::only).toList());
  }

  /**
   * Whether an object is within, judged without its row; {@link ReachSql} says the same of rows.
   *
   * @param isOne whether it is one of those of a grant that allows
   * @param isDenied the same of a grant that denies, which counts also when it cannot be read
   * @param own whether it is what the caller may reach in any case
   */
  public boolean contains(
      Predicate<GrantObject> isOne, Predicate<GrantObject> isDenied, boolean own) {
    return parts.stream().allMatch(part -> part.contains(isOne, isDenied, own));
  }

  /** The objects that both reach, for example what a person may and a token was made for. */
  public Reach and(Reach other) {
    return new Reach(Stream.concat(parts.stream(), other.parts.stream()).toList());
  }
}
