package io.opsconductor.contracts;

import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.node.NodeOperations;
import io.opsconductor.contracts.schedules.ScheduleOperations;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.PreferenceOperations;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.workers.WorkerOperations;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything that the contracts name, found by reflection. */
final class WireTypes {
  static final List<Class<?>> CATALOGUES =
      List.of(
          AccessOperations.class,
          AuditOperations.class,
          AuthOperations.class,
          ExecutionOperations.class,
          JobOperations.class,
          NodeOperations.class,
          OrganizationOperations.class,
          PreferenceOperations.class,
          ScheduleOperations.class,
          SecretOperations.class,
          ServiceAccountOperations.class,
          TargetOperations.class,
          UserOperations.class,
          WorkerOperations.class);

  private WireTypes() {}

  static List<Operation<?, ?>> operations() {
    List<Operation<?, ?>> operations = new ArrayList<>();
    for (Object constant : constants()) {
      if (constant instanceof Operation<?, ?> operation) {
        operations.add(operation);
      }
    }
    return operations;
  }

  static List<Hint<?>> hints() {
    List<Hint<?>> hints = new ArrayList<>();
    for (Object constant : constants()) {
      if (constant instanceof Hint<?> hint) {
        hints.add(hint);
      }
    }
    return hints;
  }

  /** Every record that travels, also within others. */
  static List<Class<?>> records() {
    Set<Class<?>> found = new TreeSet<>(Comparator.comparing(Class::getName));
    for (Operation<?, ?> operation : operations()) {
      collect(operation.requestType(), found);
      collect(operation.replyType(), found);
    }
    hints().forEach(hint -> collect(hint.type(), found));
    collect(ErrorMessage.class, found);
    collect(EventEnvelope.class, found);
    found.remove(SecretText.class);
    return List.copyOf(found);
  }

  /** Name of a record within the contracts, for example {@code StepSpec.Command}. */
  static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }

  private static List<Object> constants() {
    return CATALOGUES.stream()
        .flatMap(catalogue -> Arrays.stream(catalogue.getDeclaredFields()))
        .map(WireTypes::read)
        .toList();
  }

  private static Object read(Field constant) {
    try {
      constant.setAccessible(true);
      return constant.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void collect(Type type, Set<Class<?>> found) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(part -> collect(part, found));
    } else if (type instanceof Class<?> known && known.isSealed()) {
      Arrays.stream(known.getPermittedSubclasses()).forEach(variant -> collect(variant, found));
    } else if (type instanceof Class<?> known && known.isRecord() && found.add(known)) {
      for (RecordComponent component : known.getRecordComponents()) {
        collect(component.getGenericType(), found);
      }
    }
  }
}
