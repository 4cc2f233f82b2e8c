import { describe, expect, it } from "vitest";
import { ApiProblem } from "../../api/problem";
import { patiently, runLimited } from "./limited";

describe("runLimited", () => {
  it("should never have more in hand than it may", async () => {
    // given
    let inHand = 0;
    let most = 0;
    const work = async (n: number) => {
      inHand++;
      most = Math.max(most, inHand);
      await new Promise((done) => setTimeout(done, 2));
      inHand--;
      return n * 2;
    };
    // when
    const results = await runLimited(
      Array.from({ length: 20 }, (_, n) => n),
      3,
      work,
    );
    // then
    expect(most).toBe(3);
    expect(results.map((r) => r.state === "done" && r.value)).toEqual(Array.from({ length: 20 }, (_, n) => n * 2));
  });

  it("should go on after one that failed and say which it was", async () => {
    // given
    const work = async (name: string) => {
      if (name === "b") {
        throw new Error("refused");
      }
      return name;
    };
    // when
    const results = await runLimited(["a", "b", "c"], 1, work);
    // then
    expect(results.map((r) => r.state)).toEqual(["done", "failed", "done"]);
  });

  it("should begin nothing more once it is stopped, and let what began end", async () => {
    // given
    const stop = new AbortController();
    const begun: number[] = [];
    // when
    const results = await runLimited(
      [1, 2, 3, 4],
      2,
      async (n) => {
        begun.push(n);
        await Promise.resolve();
        stop.abort();
        return n;
      },
      { signal: stop.signal },
    );
    // then
    expect(begun).toEqual([1, 2]);
    expect(results.map((r) => r.state)).toEqual(["done", "done", "notRun", "notRun"]);
  });

  it("should tell each end when it comes", async () => {
    // given
    const told: number[] = [];
    // when
    await runLimited([5, 6], 1, async (n) => n, { onSettled: (index) => told.push(index) });
    // then
    expect(told).toEqual([0, 1]);
  });

  it("should be done at once with nothing to do", async () => {
    expect(await runLimited([], 4, async () => 1)).toEqual([]);
  });
});

describe("patiently", () => {
  it("should wait as long as the server says and ask again", async () => {
    // given
    const waited: number[] = [];
    let asked = 0;
    const ask = async () => {
      asked++;
      if (asked < 3) {
        throw new ApiProblem(429, { code: "rate_limited" }, 7);
      }
      return "there";
    };
    // when
    const answer = await patiently(ask, async (seconds) => {
      waited.push(seconds);
    });
    // then
    expect(answer).toBe("there");
    expect(waited).toEqual([7, 7]);
  });

  it("should not ask again after a refusal", async () => {
    // given
    let asked = 0;
    const ask = async () => {
      asked++;
      throw new ApiProblem(409, { code: "target_exists" });
    };
    // when
    const failed = patiently(ask, async () => undefined).catch((error: unknown) => error);
    // then
    expect(await failed).toBeInstanceOf(ApiProblem);
    expect(asked).toBe(1);
  });

  it("should give up after some tries", async () => {
    // given
    let asked = 0;
    const ask = async () => {
      asked++;
      throw new ApiProblem(503, { code: "busy" });
    };
    // when
    await patiently(ask, async () => undefined).catch(() => undefined);
    // then
    expect(asked).toBe(4);
  });
});
