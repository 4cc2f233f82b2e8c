import type { Schemas } from "../../api/client";
import { isFinal } from "../../ui/states";

type Execution = Schemas["Execution"];

export type BulkAction = "cancel" | "rerunFailed" | "rerunAll";

/** What would be done, as it was when it was asked for. */
export interface Plan {
  action: BulkAction;
  items: { id: string; name: string }[];
  /** Those of the selection to which it would not be done, and why. */
  left: { id: string; name: string; why: "ended" | "ending" | "nothingFailed" }[];
}

const UNSUCCESSFUL = ["failed", "unreachable", "timed_out", "lost"];

export function planOf(action: BulkAction, executions: Execution[], nameOf: (execution: Execution) => string): Plan {
  const plan: Plan = { action, items: [], left: [] };
  for (const execution of executions) {
    const one = { id: execution.id, name: nameOf(execution) };
    const why = whyNot(action, execution);
    if (why) {
      plan.left.push({ ...one, why });
    } else {
      plan.items.push(one);
    }
  }
  return plan;
}

function whyNot(action: BulkAction, execution: Execution): Plan["left"][number]["why"] | undefined {
  if (action === "cancel") {
    return isFinal(execution.state) ? "ended" : execution.state === "cancelling" ? "ending" : undefined;
  }
  const failed = UNSUCCESSFUL.some((state) => (execution.counts[state] ?? 0) > 0);
  return action === "rerunFailed" && !failed ? "nothingFailed" : undefined;
}

/** How many requests are on their way at once. */
const TOGETHER = 4;

/** Does something to each, a few at a time, until it is stopped. */
export async function each<T>(items: T[], work: (item: T) => Promise<void>, stopped: () => boolean): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < items.length && !stopped()) {
      const item = items[next++];
      if (item !== undefined) {
        await work(item);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(TOGETHER, items.length) }, one));
}
