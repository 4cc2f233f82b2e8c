import { describe, expect, it } from "vitest";
import { valuesOf } from "./values";

describe("the values of an execution", () => {
  it("should come in the order of the parameters, those of no parameter last", () => {
    // given
    const parameters = [
      { name: "release", type: "string" as const },
      { name: "drain", type: "boolean" as const },
    ];
    // when
    const values = valuesOf(parameters, { extra: "1", drain: "true", release: "2.4" });
    // then
    expect(values.map(({ name, value }) => [name, value])).toEqual([
      ["release", "2.4"],
      ["drain", "true"],
      ["extra", "1"],
    ]);
  });

  it("should say which are as the parameter has them by itself, whatever their type", () => {
    const parameters = [
      { name: "count", type: "number" as const, default: 3 },
      { name: "off", type: "boolean" as const, default: false },
      { name: "other", type: "string" as const, default: "a" },
      { name: "none", type: "string" as const, default: null },
    ];
    const values = valuesOf(parameters, { count: "3", off: "false", other: "b" });
    expect(values.map(({ isDefault }) => isDefault)).toEqual([true, true, false, false]);
    expect(values.at(-1)?.value).toBeUndefined();
  });
});
