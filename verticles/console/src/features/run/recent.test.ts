// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { remember, remembered } from "./recent";

describe("remember", () => {
  it("should keep the newest runs of each person apart, newest first", () => {
    // given more than are kept
    for (let n = 0; n < 55; n++) {
      remember("ann", { executionId: `e${n}`, targets: { selector: `n=${n}` } });
    }
    remember("bob", { executionId: "b", targets: { selector: "all" } });
    // then
    const runs = remembered("ann");
    expect(runs).toHaveLength(50);
    expect(runs[0]).toEqual({ executionId: "e54", targets: { selector: "n=54" } });
    expect(remembered("bob").map((run) => run.executionId)).toEqual(["b"]);
  });

  it("should leave out what the server tells", () => {
    remember("cid", { executionId: "e", targets: { ids: ["t"] } });
    expect(remembered("cid")).toEqual([]);
  });

  it("should not mind what it cannot read", () => {
    localStorage.setItem("opsconductor.runs.ann", "{");
    expect(remembered("ann")).toEqual([]);
    localStorage.setItem("opsconductor.runs.ann", '[null, {"executionId":"e"}, {"executionId":"e","targets":{}}]');
    expect(remembered("ann")).toEqual([]);
  });
});
