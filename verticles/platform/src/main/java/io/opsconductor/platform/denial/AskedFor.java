package io.opsconductor.platform.denial;

import io.opsconductor.contracts.Operation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a request is about, as far as it can be told without knowing the request. */
public final class AskedFor {
  /** Names of what a request is about, the first that there is. */
  private static final List<String> NAMES = List.of("id", "userId", "teamId", "jobId");

  private static final ClassValue<Optional<Method>> ID =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          return NAMES.stream().flatMap(name -> component(type, name).stream()).findFirst();
        }
      };

  private AskedFor() {}

  /** The noun of the operation, for example {@code target}. */
  public static String type(Operation<?, ?> operation) {
    return operation.address().split("\\.", -1)[3];
  }

  /** Null when the request names none. */
  public static UUID id(Object request) {
    if (request == null) {
      return null;
    }
    return ID.get(request.getClass()).map(accessor -> read(accessor, request)).orElse(null);
  }

  private static UUID read(Method accessor, Object request) {
    try {
      return (UUID) accessor.invoke(request);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static Optional<Method> component(Class<?> type, String name) {
    RecordComponent[] components = type.getRecordComponents();
    return components == null
        ? Optional.empty()
        : Arrays.stream(components)
            .filter(each -> each.getName().equals(name) && each.getType() == UUID.class)
            .map(RecordComponent::getAccessor)
            .findFirst();
  }
}
