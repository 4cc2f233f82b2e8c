// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { EMPTY } from "./adHoc";
import { remember, remembered } from "./recent";

describe("remember", () => {
  it("should keep the newest runs of each person apart, newest first", () => {
    // given more than are kept
    for (let n = 0; n < 25; n++) {
      remember("ann", { executionId: `e${n}`, form: { ...EMPTY, command: `echo ${n}` } });
    }
    remember("bob", { executionId: "b", form: EMPTY });
    // then
    const runs = remembered("ann");
    expect(runs).toHaveLength(20);
    expect(runs[0]).toMatchObject({ executionId: "e24", form: { command: "echo 24" } });
    expect(remembered("bob").map((run) => run.executionId)).toEqual(["b"]);
  });

  it("should not keep secrets", () => {
    remember("ann", { executionId: "e", form: { ...EMPTY, variables: [{ name: "API_TOKEN", value: "s3cret" }] } });
    expect(JSON.stringify({ ...localStorage })).not.toContain("s3cret");
    expect(remembered("ann")[0]?.form.variables).toEqual([{ name: "API_TOKEN", value: "" }]);
  });

  it("should not mind what it cannot read", () => {
    localStorage.setItem("opsconductor.runs.ann", "{");
    expect(remembered("ann")).toEqual([]);
  });
});
