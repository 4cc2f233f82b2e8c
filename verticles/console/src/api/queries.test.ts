import { MutationObserver, onlineManager, QueryObserver } from "@tanstack/react-query";
import { afterEach, describe, expect, it } from "vitest";
import { ApiProblem } from "./problem";
import { notNamed, queryClient } from "./queries";

const offline = () => Promise.reject(new ApiProblem(0, { code: "offline" }));

describe("without a network", () => {
  afterEach(() => {
    onlineManager.setOnline(true);
    queryClient.clear();
  });

  it("should refuse what is to be done at once, and not do it later", async () => {
    // given
    let asked = 0;
    onlineManager.setOnline(false);
    const rerun = new MutationObserver(queryClient, {
      mutationFn: () => {
        asked++;
        return offline();
      },
    });
    // when
    await expect(rerun.mutate()).rejects.toThrow(ApiProblem);
    onlineManager.setOnline(true);
    await queryClient.resumePausedMutations();
    // then
    expect(asked).toBe(1);
  });

  it("should say so of what is asked, instead of waiting", async () => {
    // given
    onlineManager.setOnline(false);
    const jobs = new QueryObserver(queryClient, { queryKey: ["jobs"], queryFn: offline, retry: false });
    // when
    const said = new Promise<ApiProblem | null>((tell) => {
      jobs.subscribe(({ error }) => error && tell(error as ApiProblem));
    });
    // then
    expect((await said)?.isOffline).toBe(true);
    jobs.destroy();
  });
});

it("should ask for what has no name yet, and for each once", () => {
  // given
  const names = new Map([["a", "backup"]]);
  // then
  expect(notNamed(["a", "b", "", "c", "b"], names)).toEqual(["b", "c"]);
});
