import type { Schemas } from "../../api/client";

type Execution = Schemas["Execution"];

export interface Arrivals {
  /** Those that were not there, newest first. */
  fresh: Execution[];
  /** What is known of others by now. */
  current: Map<string, Execution>;
  /** There may be more between the newest that were there and these. */
  gap: boolean;
}

/**
 * What the newest executions tell to who looks at a list from before.
 *
 * @param shown the list, newest first
 * @param head the newest ones, newest first
 */
export function arrivals(shown: Execution[], head: Execution[]): Arrivals {
  const known = new Set(shown.map((execution) => execution.id));
  const newest = shown[0];
  const fresh = head.filter(
    (execution) => !known.has(execution.id) && (!newest || execution.createdAt >= newest.createdAt),
  );
  return {
    fresh,
    current: new Map(head.map((execution) => [execution.id, execution])),
    gap: head.length > 0 && fresh.length === head.length && shown.length > 0,
  };
}

/** Rows that stay where they are, with what is known of them by now. */
export function updated(shown: Execution[], ...newer: Map<string, Execution>[]): Execution[] {
  return shown.map((execution) => {
    for (const map of newer) {
      const now = map.get(execution.id);
      if (now) {
        return now;
      }
    }
    return execution;
  });
}
