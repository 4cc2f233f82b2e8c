import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/client";
import { parseFilter } from "./filter";
import { type LocalTerm, matches, splitFilter } from "./split";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const parse = (text: string) => parseFilter(text, NOW);
const localOf = (text: string) =>
  parse(text).terms.filter(
    (term): term is LocalTerm => term.key !== "started" && term.key !== "target" && term.key !== "schedule",
  );

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

const JOBS = new Map([["id-1", "backup"]]);
const split = (text: string) => {
  const { asked, things, local } = splitFilter(parse(text).terms, JOBS);
  return { asked, things, local: local.map((term) => term.key) };
};

describe("what the server is asked", () => {
  it("should be all that it takes", () => {
    // given / when / then
    expect(split("state:failed job:backup by:ann disk target:web-1 schedule:night")).toEqual({
      asked: { state: "failed", jobId: "id-1", startedBy: "ann", name: "disk" },
      things: { target: "web-1", schedule: "night" },
      local: [],
    });
  });

  it("should be the narrowest time, whichever way it is said", () => {
    // given / when / then
    expect(split("started>-1h started>-2h started<2026-11-22T11:45:00Z -started>-10m").asked).toEqual({
      from: "2026-11-22T11:00:00.000Z",
      to: "2026-11-22T11:45:00.000Z",
    });
    expect(split("-started<-1h").asked).toEqual({ from: "2026-11-22T11:00:00.000Z" });
    expect(split("started>-999999w").asked).toEqual({ from: "1970-01-01T00:00:00.000Z" });
  });

  it.each([
    ["name:*disk*", "disk", []],
    ["name:disk", "disk", ["name"]],
    ["name:web*restart", "restart", ["name"]],
    ["job:web*", "web", ["job"]],
    ["job:*web*", "web", ["job"]],
    ["job:unknown", "unknown", ["job"]],
    ["web restart", "restart", ["word"]],
    ["web name:*restart*", "restart", ["word"]],
    ["2026-11-22", "2026-11-22", []],
  ])("should narrow %s to names with %s", (text, name, local) => {
    // given / when / then
    expect(split(text)).toEqual({ asked: { name }, things: {}, local });
  });

  it.each([
    "state:failed,lost",
    "-state:failed",
    "-job:backup",
    "-by:ann",
    "by:ann,bob",
    "by:an*",
    "name:*",
    "name:a,b",
    "-disk",
    "trigger:schedule",
    "fb8d718a",
    "0197e2a4-7c1e-7000-8000-000000000001",
  ])("should not be %s", (text) => {
    // given / when / then
    expect(splitFilter(parse(text).terms, JOBS)).toEqual({ asked: {}, things: {}, local: parse(text).terms });
  });

  it("should be the first of what it takes once", () => {
    // given / when / then
    expect(split("state:failed state:lost by:ann by:bob")).toMatchObject({
      asked: { state: "failed", startedBy: "ann" },
      local: ["state", "by"],
    });
  });

  it("should be a job by an id that is not known", () => {
    // given / when / then
    expect(split("job:0197e2a4-7c1e-7000-8000-000000000002").asked).toEqual({
      jobId: "0197e2a4-7c1e-7000-8000-000000000002",
    });
  });

  it("should not be longer than it takes", () => {
    // given
    const long = "x".repeat(201);

    // when / then
    expect(split(`by:${long} ${long}`)).toEqual({
      asked: { name: long.slice(1) },
      things: {},
      local: ["by", "word"],
    });
  });
});

describe("what is looked for here", () => {
  it.each([
    ["state:failed", true],
    ["-state:failed", false],
    ["job:web*", true],
    ["job:web", false],
    ['job:"web/restart all"', true],
    ["by:ANN", true],
    ["by:bob,ann", true],
    ["trigger:person", false],
    ["name:*[all]*", false],
    ["name:web*start", false],
    ["name:web*web*", false],
    ["name:*web/restart*all*", true],
    [`name:${"*r".repeat(40)}*`, false],
    ["restart -db", true],
    ["RESTART", true],
    ['"start all"', true],
    ["000000000001", true],
    ["00000000", true],
    ["job:0197e2a4-7c1e-7000-8000-000000000002", true],
    ["ann", false],
  ])("should find by %s: %s", (text, expected) => {
    // given an execution, when a filter is held against it, then all its terms must hold
    expect(matches(execution, localOf(text))).toBe(expected);
  });
});
