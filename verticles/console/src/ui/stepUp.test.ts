import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../api/problem";
import { answerFactor, askForFactor, isAsked, onAsked, withStepUp } from "./stepUp";

const stepUpRequired = () => new ApiProblem(403, { code: "step_up_required", detail: "Show a second factor" });

afterEach(() => answerFactor(false));

describe("withStepUp", () => {
  it("should not ask when the request succeeds", async () => {
    // given
    const ask = vi.fn(async () => true);

    // when
    const answer = await withStepUp(async () => "done", ask);

    // then
    expect(answer).toBe("done");
    expect(ask).not.toHaveBeenCalled();
  });

  it("should do the request again after a factor was shown", async () => {
    // given
    const request = vi.fn().mockRejectedValueOnce(stepUpRequired()).mockResolvedValueOnce("done");

    // when
    const answer = await withStepUp(request, async () => true);

    // then
    expect(answer).toBe("done");
    expect(request).toHaveBeenCalledTimes(2);
  });

  it("should throw what the server said when no factor was shown", async () => {
    // given
    const request = vi.fn().mockRejectedValue(stepUpRequired());

    // when
    const done = withStepUp(request, async () => false);

    // then
    await expect(done).rejects.toMatchObject({ code: "step_up_required" });
    expect(request).toHaveBeenCalledTimes(1);
  });

  it("should not ask twice when a fresh factor is not enough", async () => {
    // given
    const request = vi.fn().mockRejectedValue(stepUpRequired());
    const ask = vi.fn(async () => true);

    // when
    const done = withStepUp(request, ask);

    // then
    await expect(done).rejects.toMatchObject({ code: "step_up_required" });
    expect(ask).toHaveBeenCalledTimes(1);
    expect(request).toHaveBeenCalledTimes(2);
  });

  it("should not ask for other refusals", async () => {
    // given
    const refused = new ApiProblem(403, { code: "more_than_own" });
    const ask = vi.fn(async () => true);

    // when
    const done = withStepUp(() => Promise.reject(refused), ask);

    // then
    await expect(done).rejects.toBe(refused);
    expect(ask).not.toHaveBeenCalled();
  });
});

describe("askForFactor", () => {
  it("should ask once for requests that need a factor together", async () => {
    // given
    const seen = vi.fn();
    const stop = onAsked(seen);

    // when
    const both = Promise.all([askForFactor(), askForFactor()]);
    answerFactor(true);

    // then
    expect(await both).toEqual([true, true]);
    expect(seen).toHaveBeenCalledTimes(2);
    expect(isAsked()).toBe(false);
    stop();
  });

  it("should ask again after it was answered", async () => {
    // given
    const first = askForFactor();
    answerFactor(false);

    // when
    const second = askForFactor();
    answerFactor(true);

    // then
    expect([await first, await second]).toEqual([false, true]);
  });
});
