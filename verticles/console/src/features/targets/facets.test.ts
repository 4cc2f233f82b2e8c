import { describe, expect, it } from "vitest";
import { facetsOf } from "./facets";

describe("facetsOf", () => {
  it("should count each value of each key, the most frequent first", () => {
    // given
    const targets: { tags: Record<string, string> }[] = [
      { tags: { env: "prod", role: "web" } },
      { tags: { env: "prod", role: "db" } },
      { tags: { env: "dev" } },
    ];
    // when
    const facets = facetsOf(targets);
    // then
    expect(facets).toEqual([
      {
        key: "env",
        count: 3,
        values: [
          { value: "prod", count: 2 },
          { value: "dev", count: 1 },
        ],
      },
      {
        key: "role",
        count: 2,
        values: [
          { value: "db", count: 1 },
          { value: "web", count: 1 },
        ],
      },
    ]);
  });

  it("should put numbers in their order where counts are the same", () => {
    // given
    const targets = ["10", "9", "1"].map((rack) => ({ tags: { rack } }));
    // when / then
    expect(facetsOf(targets)[0]?.values.map(({ value }) => value)).toEqual(["1", "9", "10"]);
  });

  it("should take names of the language's own objects as any other", () => {
    expect(facetsOf([{ tags: { constructor: "x" } }])[0]).toEqual({
      key: "constructor",
      count: 1,
      values: [{ value: "x", count: 1 }],
    });
  });

  it("should find nothing among targets without tags", () => {
    expect(facetsOf([{ tags: {} }])).toEqual([]);
  });
});
