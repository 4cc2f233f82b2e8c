import { describe, expect, it } from "vitest";
import { after, latest, progressOf } from "./progress";

describe("after", () => {
  it("should stand as the last message says, with the counts that came before the end", () => {
    const standing = after(undefined, [
      { type: "state", seq: 1, executionId: "e", state: "running", counts: { total: 2, running: 2 } },
      { type: "state", seq: 2, executionId: "e", state: "running", counts: { total: 2, running: 1, failed: 1 } },
      { type: "end", seq: 3, state: "failed" },
    ]);
    expect(standing).toEqual({ state: "failed", counts: { total: 2, running: 1, failed: 1 } });
  });
});

describe("latest", () => {
  it("should believe the stream while it runs, and the answer once that is the end", () => {
    const streamed = { state: "running", counts: { total: 2, running: 1, succeeded: 1 } };
    expect(latest(streamed, { state: "queued", counts: { total: 2 } })).toBe(streamed);
    expect(latest(streamed, { state: "succeeded", counts: { total: 2, succeeded: 2 } })?.state).toBe("succeeded");
  });
});

describe("progressOf", () => {
  it("should count as done what neither waits nor runs", () => {
    const counts = { total: 5, pending: 1, running: 1, waiting: 1, succeeded: 1, lost: 1 };
    expect(progressOf({ state: "running", counts })).toEqual({ done: 2, total: 5 });
  });
});
