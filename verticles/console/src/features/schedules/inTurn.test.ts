import { expect, it } from "vitest";
import { inTurn } from "./inTurn";

it("should do one thing after the other, also after one that failed", async () => {
  // given three things, of which the first fails
  let running = 0;
  let most = 0;
  const work = (fails: boolean) => async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
    if (fails) {
      throw new Error("no");
    }
    return "done";
  };

  // when
  const results = await Promise.allSettled([inTurn(work(true)), inTurn(work(false)), inTurn(work(false))]);

  // then
  expect(most).toBe(1);
  expect(results.map((result) => result.status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
});
