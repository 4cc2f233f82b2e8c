import { describe, expect, it } from "vitest";
import { nextError } from "./errors";
import { LineStore, type Source } from "./LineStore";

const source = (taskId: string, stream: Source["stream"]): Source => ({
  taskId,
  target: taskId,
  step: 0,
  attempt: 1,
  stream,
});

describe("the next error", () => {
  it("should be where standard error begins, then the last line of what failed", () => {
    // given
    const store = new LineStore();
    store.append({ ...source("a", "stdout"), data: "0\n1\n" });
    store.append({ ...source("a", "stderr"), data: "2\n3\n" });
    store.append({ ...source("b", "stdout"), data: "4\n5\n" });
    store.append({ ...source("c", "stdout"), data: "6\n" });
    const failed = new Set(["b"]);
    // then
    expect(nextError(store, store, -1, failed)).toBe(2);
    expect(nextError(store, store, 2, failed)).toBe(5);
    expect(nextError(store, store, 5, failed)).toBe(-1);
    expect(nextError(store, store.ofTask("b"), -1, failed)).toBe(5);
    expect(nextError(store, store.ofTask("c"), -1, failed)).toBe(-1);
  });

  it("should be none where a target that failed printed nothing", () => {
    const store = new LineStore();
    expect(nextError(store, store, -1, new Set(["a"]))).toBe(-1);
  });
});
