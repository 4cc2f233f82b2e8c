import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/client";
import { matches, parseFilter, quoted, splitFilter } from "./filter";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const parse = (text: string) => parseFilter(text, NOW);

const execution: Schemas["Execution"] = {
  id: "0197e2a4-7c1e-7000-8000-000000000001",
  state: "failed",
  counts: {},
  jobId: "0197e2a4-7c1e-7000-8000-000000000002",
  name: "web/restart all",
  startedBy: "ann",
  trigger: { scheduleId: "x" },
  createdAt: "2026-11-22T11:00:00Z",
};

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

  it("should be nothing when there is nothing", () => {
    // given / when / then
    expect(parse("  ")).toEqual({ terms: [], errors: [] });
  });

  it.each([
    ["state:failed", true],
    ["-state:failed", false],
    ["job:web*", true],
    ["job:web", false],
    ['job:"web/restart all"', true],
    ["by:ANN", true],
    ["by:bob,ann", true],
    ["trigger:person", false],
    ["started>-2h", true],
    ["started>-30m", false],
    ["started<-30m", true],
    ["started>2026-11-22T10:59:59Z", true],
    ["name:*[all]*", false],
    ["restart -db", true],
    ["RESTART", true],
    ['"start all"', true],
    ["000000000001", true],
  ])("should find by %s: %s", (text, expected) => {
    // given an execution, when a filter is held against it, then all its terms must hold
    expect(matches(execution, parse(text).terms)).toBe(expected);
  });
});

describe("what of a filter the server takes", () => {
  const jobs = new Map([["id-1", "backup"]]);

  it("should be one state and one job that there is", () => {
    // given / when
    const split = splitFilter(parse("state:failed job:backup by:ann started>-1h started>-2h").terms, jobs);

    // then
    expect(split.state).toBe("failed");
    expect(split.jobId).toBe("id-1");
    expect(split.local.map((term) => term.key)).toEqual(["by", "started", "started"]);
    expect(split.since).toBe(NOW - 3_600_000);
  });

  it.each(["state:failed,lost", "-state:failed", "job:back*", "-job:backup", "job:unknown"])(
    "should not be %s",
    (text) => {
      // given / when / then
      expect(splitFilter(parse(text).terms, jobs)).toMatchObject({ local: parse(text).terms });
    },
  );

  it("should be looked for here from the second state on", () => {
    // given / when / then
    expect(splitFilter(parse("state:failed state:lost").terms, jobs)).toMatchObject({
      state: "failed",
      local: [{ key: "state", values: ["lost"] }],
    });
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
