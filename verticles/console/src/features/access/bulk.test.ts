import { describe, expect, it } from "vitest";
import { asBulkFilter, isComplete, undoOf } from "./bulk";

const none = { q: "", role: "", team: "", enabled: "" };

describe("asBulkFilter", () => {
  it("should say role and state", () => {
    expect(asBulkFilter({ ...none, role: "viewer", enabled: "false" })).toEqual({ role: "viewer", enabled: false });
  });

  it("should not mean everybody", () => {
    expect(asBulkFilter(none)).toBeUndefined();
  });

  it("should not widen what the list shows", () => {
    expect(asBulkFilter({ ...none, role: "viewer", q: "ann" })).toBeUndefined();
    expect(asBulkFilter({ ...none, role: "viewer", team: "1" })).toBeUndefined();
  });
});

describe("undoOf", () => {
  it("should take back what was changed, and nothing else", () => {
    // given
    const result = {
      preview: false,
      selected: 3,
      changed: 1,
      unchanged: 1,
      refused: 1,
      items: [
        { id: "1", outcome: "changed" as const },
        { id: "2", outcome: "unchanged" as const },
        { id: "3", outcome: "refused" as const },
      ],
    };

    // when
    const undo = undoOf({ action: "add_role", select: { filter: { enabled: true } }, role: "viewer" }, result);

    // then
    expect(undo).toEqual({ action: "remove_role", select: { ids: ["1"] }, role: "viewer" });
  });

  it("should be undefined when nobody was changed", () => {
    const result = { preview: false, selected: 0, changed: 0, unchanged: 0, refused: 0, items: [] };
    expect(undoOf({ action: "enable", select: { ids: ["1"] } }, result)).toBeUndefined();
  });
});

describe("isComplete", () => {
  it("should need a role or a team where the action does", () => {
    expect(isComplete("disable", "", "")).toBe(true);
    expect(isComplete("add_role", "", "1")).toBe(false);
    expect(isComplete("add_to_team", "", "1")).toBe(true);
  });
});
