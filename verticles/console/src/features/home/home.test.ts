import { describe, expect, it } from "vitest";
import type { Schemas } from "../../api/client";
import { byHour, countedPages, dayBegin, failingJobs, leadsOf, mayAsk, progressOf, stepsDone, troubled } from "./home";

const NOW = Date.parse("2026-11-22T12:30:00Z");
let made = 0;
const execution = (
  state: Schemas["ExecutionState"],
  createdAt = "2026-11-22T12:00:00Z",
  jobId: string | undefined = "backup",
): Schemas["Execution"] => ({ id: `e${made++}`, state, counts: {}, createdAt, jobId, name: jobId });

const schedule = (name: string, health: Schemas["ScheduleHealth"], more: Partial<Schemas["Schedule"]> = {}) => ({
  id: name,
  version: 1,
  name,
  jobId: "job",
  spec: { type: "cron" as const, expression: "@daily" },
  enabled: true,
  owner: "ann",
  identity: { id: "x", name: "ann", serviceAccount: false },
  words: "",
  health,
  counts: { fired: 0, late: 0, skipped: 0, missed: 0, failed: 0, succeeded: 0, unsuccessful: 0 },
  createdAt: "",
  updatedAt: "",
  ...more,
});

describe("jobs that fail now", () => {
  it("should be those whose last end was bad, with how often in a row", () => {
    // given executions, newest first
    const executions = [
      execution("running"),
      execution("failed"),
      execution("timed_out"),
      execution("succeeded"),
      execution("failed"),
      execution("succeeded", undefined, "web"),
      execution("failed", undefined, "web"),
    ];

    // when
    const failing = failingJobs(executions);

    // then
    expect(failing.map(({ jobId, inARow }) => [jobId, inARow])).toEqual([["backup", 2]]);
  });

  it("should not be told of what somebody cancelled, nor of commands without a job", () => {
    // given
    const command = { ...execution("failed"), jobId: undefined };

    // when / then
    expect(failingJobs([execution("cancelled"), execution("succeeded"), command])).toEqual([]);
    expect(failingJobs([execution("cancelled"), execution("failed")])).toHaveLength(1);
  });
});

describe("the last 24 hours", () => {
  it("should count each execution in its hour by its outcome", () => {
    // given executions now, at the edges of an hour, a day ago, and before that
    const executions = [
      execution("running", "2026-11-22T12:29:59Z"),
      execution("succeeded", "2026-11-22T12:00:00Z"),
      execution("failed", "2026-11-22T11:59:59Z"),
      execution("cancelled", "2026-11-21T13:00:00Z"),
      execution("lost", "2026-11-21T12:59:59Z"),
    ];

    // when
    const hours = byHour(executions, NOW);

    // then
    expect(hours).toHaveLength(24);
    expect(hours[23]).toMatchObject({ total: 2, counts: { running: 1, succeeded: 1 } });
    expect(hours[22]).toMatchObject({ total: 1, counts: { failed: 1 } });
    expect(hours[0]).toMatchObject({ at: Date.parse("2026-11-21T13:00:00Z"), total: 1, counts: { other: 1 } });
    expect(hours.reduce((sum, hour) => sum + hour.total, 0)).toBe(4);
  });

  it("should begin with the first hour that is shown", () => {
    expect(dayBegin(NOW)).toBe(byHour([], NOW)[0]?.at);
  });

  it("should be counted over all parts, and say when there are more than are asked for", async () => {
    // given a list of three parts
    const parts = [["a", "b"], ["c"], ["d"]];
    const fetchPage = async (cursor: string | undefined) => {
      const part = Number(cursor ?? 0);
      const nextCursor = part < 2 ? String(part + 1) : undefined;
      return { items: parts[part] ?? [], ...(nextCursor ? { nextCursor } : {}) };
    };

    // when / then
    expect(await countedPages(3, fetchPage)).toEqual({ items: ["a", "b", "c", "d"], whole: true });
    expect(await countedPages(2, fetchPage)).toEqual({ items: ["a", "b", "c"], whole: false });
  });
});

describe("what else a day begins with", () => {
  it("should be how far an execution is", () => {
    // given
    const one = { ...execution("running"), counts: { total: 10, pending: 3, running: 2, failed: 1, succeeded: 4 } };

    // when / then
    expect(progressOf(one)).toEqual({ done: 5, total: 10 });
    expect(progressOf(execution("queued"))).toEqual({ done: 0, total: 0 });
  });

  it("should be schedules in trouble, broken ones first", () => {
    // given
    const all = [schedule("b", "failing"), schedule("a", "failing"), schedule("c", "broken"), schedule("d", "healthy")];

    // when / then
    expect(troubled(all).map((one) => one.name)).toEqual(["c", "a", "b"]);
  });

  it("should be schedules that may ask", () => {
    // given
    const asking = schedule("b", "late", { misfire: { policy: "skip", ask: true } });

    // when / then
    expect(mayAsk([schedule("a", "late"), asking]).map((one) => one.name)).toEqual(["b"]);
  });

  it("should be the steps that are done, and not those that are unknown", () => {
    // given / when / then
    expect(stepsDone({ targets: [], executions: [] })).toEqual({
      targets: false,
      test: false,
      run: false,
      job: undefined,
      schedule: undefined,
    });
  });

  it("should lead on with what the steps before have made", () => {
    // given a command that failed after one that went well, an execution of a job, and a job
    const failed = { ...execution("failed"), jobId: undefined };
    const tried = { ...execution("succeeded"), jobId: undefined };
    const executions = [execution("succeeded"), failed, tried];

    // when
    const leads = leadsOf({ executions, jobs: [{ id: "j" }] });

    // then
    expect(leads.job).toBe(`/jobs/new?execution=${tried.id}`);
    expect(leads.schedule).toBe("/schedules/new?job=j");
    expect(leadsOf({ executions: [failed] }).job).toBe(`/jobs/new?execution=${failed.id}`);
    expect(leadsOf({})).toMatchObject({ test: "/targets", job: "/jobs/new", schedule: "/schedules/new" });
  });
});
