import { describe, expect, it } from "vitest";
import { executionsOf, parseFilter, quoted } from "./filter";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const parse = (text: string) => parseFilter(text, NOW);

describe("a filter", () => {
  it("should be read term by term", () => {
    // given
    const text = 'state:failed,lost job:web* by:ann started>-24h trigger:schedule name:"two words" disk';

    // when
    const { terms, errors } = parse(text);

    // then
    expect(errors).toEqual([]);
    expect(terms).toEqual([
      { not: false, key: "state", values: ["failed", "lost"] },
      { not: false, key: "job", values: ["web*"] },
      { not: false, key: "by", values: ["ann"] },
      { not: false, key: "started", after: true, at: NOW - 86_400_000 },
      { not: false, key: "trigger", value: "schedule" },
      { not: false, key: "name", values: ["two words"] },
      { not: false, key: "word", value: "disk" },
    ]);
  });

  it.each([
    ["sate:failed", "key", 0, "sate"],
    ["disk state:faild", "state", 11, "faild"],
    ["state:failed,gone", "state", 13, "gone"],
    ["state:", "value", 6, ""],
    ["started:-24h", "operator", 7, ":"],
    ["state>failed", "operator", 5, ">"],
    ["started>yesterday", "time", 8, "yesterday"],
    ["started>2026-13-40", "time", 8, "2026-13-40"],
    ["trigger:cron", "trigger", 8, "cron"],
    ['a "open end', "quote", 2, '"open end'],
    ["-by:", "value", 4, ""],
    ["-target:web-1", "negated", 0, "-target:web-1"],
    ["target:web-1,web-2", "single", 7, "web-1,web-2"],
  ])("should say where %s is wrong", (text, code, at, part) => {
    // given what cannot be read, when it is read, then its place is told and the rest is taken
    expect(parse(text).errors).toEqual([{ code, at, length: Math.max(1, part.length), text: part }]);
  });

  it("should take the rest when one term is wrong", () => {
    // given / when
    const { terms, errors } = parse("state:nope by:ann");

    // then
    expect(errors).toHaveLength(1);
    expect(terms).toEqual([{ not: false, key: "by", values: ["ann"] }]);
  });

  it("should take one target, and say where a second one stands", () => {
    // given / when
    const { terms, errors } = parse('target:web-1 schedule:"every night" target:web-2');

    // then
    expect(terms).toEqual([
      { not: false, key: "target", value: "web-1" },
      { not: false, key: "schedule", value: "every night" },
    ]);
    expect(errors).toEqual([{ code: "twice", at: 36, length: 12, text: "target" }]);
  });

  it("should be nothing when there is nothing", () => {
    // given / when / then
    expect(parse("  ")).toEqual({ terms: [], errors: [] });
  });
});

describe("a value in a filter", () => {
  it("should be in quotes when it has blanks or commas", () => {
    // given / when / then
    expect(quoted("web")).toBe("web");
    expect(quoted("two words")).toBe('"two words"');
    expect(quoted("a,b")).toBe('"a,b"');
  });
});

describe("the page of executions of a thing", () => {
  it("should ask by name, or by id when the name cannot be written", () => {
    // given / when / then
    expect(executionsOf("target", { id: "1", name: "web-1" })).toBe("/executions?q=target%3Aweb-1");
    const { terms } = parse(decodeURIComponent(executionsOf("schedule", { id: "1", name: "a, b" }).slice(14)));
    expect(terms).toEqual([{ not: false, key: "schedule", value: "a, b" }]);
    expect(executionsOf("schedule", { id: "1", name: 'a "b"' })).toBe("/executions?q=schedule%3A1");
  });
});
