import { describe, expect, it } from "vitest";
import { barsOf } from "./bars";

const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000).toISOString();
const begin = Date.parse(at(0));
const none = { stdoutBytes: 0, stderrBytes: 0 };

describe("the bars of a target", () => {
  it("should be what it waited and what it ran, in their order", () => {
    const bars = barsOf(
      [
        { step: 1, attempt: 2, state: "succeeded", startedAt: at(9), finishedAt: at(10), ...none },
        { step: 0, attempt: 1, state: "failed", startedAt: at(2), finishedAt: at(5), ...none },
      ],
      begin,
      begin,
    );
    expect(bars.map(({ from, to, state }) => [from, to, state])).toEqual([
      [0, 2000, "queued"],
      [2000, 5000, "failed"],
      [5000, 9000, "queued"],
      [9000, 10_000, "succeeded"],
    ]);
  });

  it("should reach to now while it runs, and be none before it began", () => {
    expect(barsOf([{ step: 0, attempt: 1, state: "started", startedAt: at(0), ...none }], begin, begin + 700)).toEqual([
      { from: 0, to: 700, state: "running", step: 0, attempt: 1 },
    ]);
    expect(barsOf([{ step: 0, attempt: 1, state: "dispatched", ...none }], begin, begin)).toEqual([]);
  });
});
