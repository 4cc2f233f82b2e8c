import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/client";
import { each, planOf } from "./bulk";

const execution = (
  id: string,
  state: Schemas["ExecutionState"],
  counts: Record<string, number> = {},
): Schemas["Execution"] => ({ id, state, counts, createdAt: "2026-11-22T10:00:00Z" });

describe("the plan for several executions", () => {
  const chosen = [
    execution("a", "running", { failed: 1 }),
    execution("b", "failed", { unreachable: 2 }),
    execution("c", "succeeded", { succeeded: 3 }),
    execution("d", "cancelling"),
  ];

  it.each([
    ["cancel", ["a"], ["b ended", "c ended", "d ending"]],
    ["rerunFailed", ["a", "b"], ["c nothingFailed", "d nothingFailed"]],
    ["rerunAll", ["a", "b", "c", "d"], []],
  ] as const)("should name to which %s is done, and which are left and why", (action, items, left) => {
    // given executions in several states, when it is planned, then each is named once
    const plan = planOf(action, chosen, (one) => one.id);
    expect(plan.items.map((item) => item.name)).toEqual(items);
    expect(plan.left.map((item) => `${item.name} ${item.why}`)).toEqual(left);
  });

  it("should be done to each once, and to no more when it is stopped", async () => {
    // given ten things, of which the third stops it
    const done: number[] = [];
    let stop = false;

    // when
    await each(
      Array.from({ length: 10 }, (_, n) => n),
      async (n) => {
        done.push(n);
        stop = stop || n === 2;
      },
      () => stop,
    );

    // then
    expect(new Set(done).size).toBe(done.length);
    expect(done.length).toBeLessThan(10);
  });
});
