package io.opsconductor.launcher.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Ctrl-C. The JDK has no supported way to hear it more than once, and javac warns of the one that
 * is there (sun.misc.Signal of the module jdk.unsupported), so that it is called by reflection.
 */
final class Interrupts {

  private final Method handle;
  private final Object signal;
  private final Object before;

  private Interrupts(Method handle, Object signal, Object before) {
    this.handle = handle;
    this.signal = signal;
    this.before = before;
  }

  /**
   * Calls the action for each Ctrl-C, on a thread of its own, with its number from 1, until closed.
   * Where the JVM does not let go of the signal, Ctrl-C ends the process as ever.
   */
  static Interrupts handle(IntConsumer action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object signal = signalType.getConstructor(String.class).newInstance("INT");
      return new Interrupts(
          handle, signal, handle.invoke(null, signal, proxy(handlerType, action)));
    } catch (ReflectiveOperationException e) {
      return none();
    }
  }

  /** Ctrl-C ends the process as ever. */
  static Interrupts none() {
    return new Interrupts(null, null, null);
  }

  private static Object proxy(Class<?> handlerType, IntConsumer action) {
    AtomicInteger count = new AtomicInteger();
    return Proxy.newProxyInstance(
        handlerType.getClassLoader(),
        new Class<?>[] {handlerType},
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.accept(count.incrementAndGet());
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "Ctrl-C";
            });
  }

  /** Back to what was before. */
  void close() {
    if (handle != null) {
      try {
        handle.invoke(null, signal, before);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("The handler of Ctrl-C cannot be put back", e);
      }
    }
  }
}
