package io.opsconductor.launcher;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;

/**
 * Java warns once, in four lines, of the first use of {@code sun.misc.Unsafe} (JEP 498), which
 * Hazelcast makes. Only a flag of the command line silences it, and {@code java -jar} has none. So
 * the first use is made here, while nobody listens.
 */
final class UnsafeWarning {

  private UnsafeWarning() {}

  static void silence() {
    PrintStream errors = System.err;
    System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field instance = type.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      type.getMethod("arrayBaseOffset", Class.class).invoke(instance.get(null), byte[].class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A Java without it has nothing to warn of.
      return;
    } finally {
      System.setErr(errors);
    }
  }
}
