import type { Schemas } from "../../../api/client";
import { stateOf } from "../hosts/steps";

export interface Bar {
  /** From the beginning of the execution; milliseconds. */
  from: number;
  to: number;
  /** As of a task; `queued` for what was waited before an attempt. */
  state: string;
  step: number;
  attempt: number;
}

/** What a task waited and ran, in the order in which it was. */
export function barsOf(attempts: readonly Schemas["Attempt"][], begin: number, now: number): Bar[] {
  const ran = attempts
    .flatMap((attempt) =>
      attempt.startedAt
        ? [
            {
              from: Math.max(0, Date.parse(attempt.startedAt) - begin),
              to: (attempt.finishedAt ? Date.parse(attempt.finishedAt) : now) - begin,
              state: stateOf(attempt),
              step: attempt.step,
              attempt: attempt.attempt,
            },
          ]
        : [],
    )
    .sort((a, b) => a.from - b.from);
  const bars: Bar[] = [];
  let at = 0;
  for (const bar of ran) {
    if (bar.from > at) {
      bars.push({ from: at, to: bar.from, state: "queued", step: bar.step, attempt: bar.attempt });
    }
    bars.push({ ...bar, to: Math.max(bar.from, bar.to) });
    at = Math.max(at, bar.to);
  }
  return bars;
}
