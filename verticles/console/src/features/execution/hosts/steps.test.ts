import { describe, expect, it } from "vitest";
import type { Schemas } from "../../../api/client";
import { stepStates } from "./steps";

const attempt = (step: number, number: number, state: Schemas["Attempt"]["state"], exitCode?: number) => ({
  step,
  attempt: number,
  state,
  stdoutBytes: 0,
  stderrBytes: 0,
  ...(exitCode === undefined ? {} : { exitCode }),
});

describe("the steps of a task", () => {
  it("should stand as their latest attempts do", () => {
    const states = stepStates(
      [attempt(0, 1, "succeeded", 0), attempt(1, 3, "started"), attempt(1, 2, "failed", 2)],
      3,
      false,
    );
    expect(states.map(({ state, tries }) => [state, tries])).toEqual([
      ["succeeded", 1],
      ["running", 2],
      ["pending", 0],
    ]);
  });

  it("should have been skipped when the task ended before them", () => {
    expect(stepStates([attempt(0, 1, "failed", 1)], 2, true).map((step) => step.state)).toEqual(["failed", "skipped"]);
  });

  it("should be as many as were tried when the definition is not known", () => {
    expect(stepStates([attempt(1, 2, "dispatched")], 0, false).map((step) => step.state)).toEqual([
      "pending",
      "pending",
    ]);
    expect(stepStates([], 0, false)).toEqual([]);
  });
});
