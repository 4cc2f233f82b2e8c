import { describe, expect, it } from "vitest";
import type { Task } from "../tasks";
import { barsOf, byStart } from "./bars";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const begin = Date.parse(at(0));
const task = (name: string, more: Partial<Task>): Task => ({
  id: name,
  target: { id: name, name },
  state: "succeeded",
  attempt: 1,
  ...more,
});

describe("the bars of a target", () => {
  it("should be what it waited and what it ran, in their order", () => {
    // given a task that waited two seconds and failed after three more
    const failed = task("a", { state: "failed", startedAt: at(2), finishedAt: at(5) });
    // when, then
    expect(barsOf(failed, begin, begin)).toEqual([
      { from: 0, to: 2000, state: "queued" },
      { from: 2000, to: 5000, state: "failed" },
    ]);
  });

  it("should not pass off earlier attempts for waiting", () => {
    const [before] = barsOf(task("a", { attempt: 2, startedAt: at(2), finishedAt: at(5) }), begin, begin);
    expect(before).toEqual({ from: 0, to: 2000, state: "queued", again: true });
  });

  it("should reach to now while it runs or waits", () => {
    const now = begin + 700;
    expect(barsOf(task("a", { state: "running", startedAt: at(0) }), begin, now)).toEqual([
      { from: 0, to: 700, state: "running" },
    ]);
    expect(barsOf(task("a", { state: "pending" }), begin, now)).toEqual([{ from: 0, to: 700, state: "queued" }]);
  });

  it("should be the wait alone of what ended before it began", () => {
    expect(barsOf(task("a", { state: "cancelled", finishedAt: at(1) }), begin, begin + 9000)).toEqual([
      { from: 0, to: 1000, state: "queued" },
    ]);
    expect(barsOf(task("a", { state: "skipped" }), begin, begin + 9000)).toEqual([]);
  });

  it("should not begin before the execution, whatever the clocks say", () => {
    expect(barsOf(task("a", { startedAt: at(-3), finishedAt: at(-1) }), begin, begin)).toEqual([
      { from: 0, to: 0, state: "succeeded" },
    ]);
  });
});

describe("targets by their start", () => {
  it("should have the first to begin first, and those that did not begin last", () => {
    // given starts that as text would come in another order
    const tasks = [
      task("never", { state: "skipped" }),
      task("late", { startedAt: "2026-01-01T00:00:01Z" }),
      task("early", { startedAt: "2026-01-01T00:00:00.5Z" }),
      task("pending", { state: "pending" }),
    ];
    // when, then
    expect(byStart(tasks).map(({ id }) => id)).toEqual(["early", "late", "never", "pending"]);
  });
});
