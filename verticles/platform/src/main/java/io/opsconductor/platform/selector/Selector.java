package io.opsconductor.platform.selector;

import java.util.List;
import java.util.Locale;

/** A condition on targets, as parsed. What is true of a target that lacks a tag is said at each. */
public sealed interface Selector {

  /** Every target. */
  record All() implements Selector {}

  /** The key has a value. Always so for a target's own keys. */
  record Has(Key key) implements Selector {}

  /** The key has one of these values. Not so without the tag. */
  record In(Key key, List<String> values) implements Selector {
    public In {
      values = List.copyOf(values);
    }
  }

  /**
   * The key's value has this form: {@code *} for any text, {@code ?} for one character, a backslash
   * before one that stands for itself. Not so without the tag.
   */
  record Like(Key key, String pattern) implements Selector {}

  /** So {@code env!=prod} is true of a target without the tag {@code env}. */
  record Not(Selector inner) implements Selector {}

  record And(List<Selector> parts) implements Selector {
    public And {
      parts = List.copyOf(parts);
    }
  }

  record Or(List<Selector> parts) implements Selector {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /** What a condition looks at: a property that each target has, or a tag. */
  sealed interface Key {
    /** As it is written in selectors. */
    String text();

    record Tag(String name) implements Key {
      @Override
      public String text() {
        return name;
      }
    }

    record Own(Property property) implements Key {
      @Override
      public String text() {
        return property.name().toLowerCase(Locale.ROOT);
      }
    }
  }

  enum Property {
    NAME,
    HOST,
    ID,
    PORT
  }
}
