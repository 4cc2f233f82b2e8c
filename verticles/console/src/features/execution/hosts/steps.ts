import type { Schemas } from "../../../api/client";

type Attempt = Schemas["Attempt"];

export interface StepState {
  step: number;
  /** As of a task; pending where the step has not begun. */
  state: string;
  exitCode?: number;
  /** How many times it was tried. */
  tries: number;
}

/** How each step stands, by its latest attempt. */
export function stepStates(attempts: readonly Attempt[], count: number, over: boolean): StepState[] {
  const steps = Math.max(count, ...attempts.map((attempt) => attempt.step + 1));
  return Array.from({ length: steps }, (_, step) => {
    const own = attempts.filter((attempt) => attempt.step === step).sort((a, b) => a.attempt - b.attempt);
    const last = own.at(-1);
    if (!last) {
      return { step, state: over ? "skipped" : "pending", tries: 0 };
    }
    return { step, state: stateOf(last), exitCode: last.exitCode, tries: own.length };
  });
}

/** What the state of an attempt is called of a task. */
export function stateOf(attempt: Attempt): string {
  return attempt.state === "dispatched" ? "pending" : attempt.state === "started" ? "running" : attempt.state;
}
