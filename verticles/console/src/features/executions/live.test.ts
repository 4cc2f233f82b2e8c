import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/client";
import { arrivals, updated } from "./live";

const execution = (n: number, state: Schemas["ExecutionState"] = "running"): Schemas["Execution"] => ({
  id: `e${n}`,
  state,
  counts: {},
  createdAt: `2026-11-22T10:00:${String(n).padStart(2, "0")}Z`,
});

describe("what arrives while somebody looks at a list", () => {
  it("should be kept apart from what is shown", () => {
    // given a list, and newer ones with one that has ended
    const shown = [execution(2), execution(1)];
    const head = [execution(4), execution(3), execution(2, "failed")];

    // when
    const { fresh, current, gap } = arrivals(shown, head);

    // then
    expect(fresh.map((each) => each.id)).toEqual(["e4", "e3"]);
    expect(gap).toBe(false);
    expect(updated(shown, current).map((each) => [each.id, each.state])).toEqual([
      ["e2", "failed"],
      ["e1", "running"],
    ]);
  });

  it("should not take for new what is older than the list", () => {
    // given a list of which one has left, as by a filter of the server
    const shown = [execution(5), execution(3)];

    // when / then
    expect(arrivals(shown, [execution(5), execution(4)]).fresh).toEqual([]);
  });

  it("should say that there may be more between", () => {
    // given newer ones that do not reach the list
    // when / then
    expect(arrivals([execution(1)], [execution(9), execution(8)]).gap).toBe(true);
    expect(arrivals([], [execution(9)]).gap).toBe(false);
  });
});
