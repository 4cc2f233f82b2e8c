import { queryOptions, usePrefetchQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { api, type Page, type Schemas, take } from "../../api/client";
import { isFinal } from "../../ui/states";
import { Feed, type FeedStatus, type Phase } from "./feed";
import { median } from "./progress";
import { byName, mergeTasks, type Task, type Told, worstFirst } from "./tasks";

export type Execution = Schemas["Execution"];

const SOON = 4_000;
const LATER = 20_000;
const MANY = 500;
const EARLIER = 20;
/** No longer than this does the log wait for the list of the targets; milliseconds. */
const LISTED = 1_000;

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

function executionOf(id: string) {
  return queryOptions({
    queryKey: ["execution", id],
    queryFn: () => take(api.GET("/executions/{id}", { params: { path: { id } } })),
  });
}

export function useExecution(id: string) {
  return useQuery({
    ...executionOf(id),
    refetchInterval: (query) => (query.state.data && !isFinal(query.state.data.state) ? SOON : false),
  });
}

/** Every part of a list, one after the other. */
export async function allOf<T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage(cursor);
    all.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

function tasksOf(id: string) {
  return queryOptions({
    queryKey: ["execution", id, "tasks"],
    queryFn: () =>
      allOf((cursor) =>
        take(api.GET("/executions/{id}/tasks", { params: { path: { id }, query: { limit: 500, cursor } } })),
      ),
  });
}

/** Asks for what the page of an execution is going to need before any of it is drawn. */
export function useAhead(id: string) {
  usePrefetchQuery(executionOf(id));
  usePrefetchQuery(tasksOf(id));
}

const NOTHING_TOLD: ReadonlyMap<string, Told> = new Map();

/** The tasks of an execution, as they are listed and as the stream tells that they go on. */
export function useTasks(id: string, feed: Feed, running: boolean) {
  const query = useQuery({
    ...tasksOf(id),
    refetchInterval: (asked) => (running ? ((asked.state.data?.length ?? 0) > MANY ? LATER : SOON) : false),
  });
  // Of what had ended the stream tells nothing that is not listed.
  const [ended] = useState(!running);
  const told = useSyncExternalStore(feed.subscribeTasks, () => (ended ? NOTHING_TOLD : feed.told));
  const { caughtUp } = useFeedStatus(feed);
  const listed = useMemo(() => byName(query.data ?? []), [query.data]);
  const tasks = useMemo(() => {
    const merged = mergeTasks(listed, told, caughtUp || !running);
    return worstFirst(merged.length > listed.length ? byName(merged) : merged);
  }, [listed, told, caughtUp, running]);
  return { query, tasks };
}

/** Nothing is live of what has ended: until the end has come there is something to fetch. */
export function usePhase(feed: Feed, execution: Execution): Phase {
  const { phase } = useFeedStatus(feed);
  return phase === "live" && isFinal(execution.state) ? "catchingUp" : phase;
}

export function useFeedStatus(feed: Feed): FeedStatus {
  return useSyncExternalStore(feed.subscribeStatus, () => feed.status);
}

/** Follows an execution for as long as its page is open; another `round` begins anew. */
export function useFeed(id: string, round: number): Feed | undefined {
  const client = useQueryClient();
  const [feed, setFeed] = useState<Feed>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is all that `round` is for
  useEffect(() => {
    const started = new Feed(id);
    let state: string | undefined;
    const stop = started.subscribeStatus(() => {
      const { status } = started;
      if (status.state !== state) {
        state = status.state;
        const known = client.getQueryData<Execution>(["execution", id])?.state;
        // What is replayed of long ago is no news.
        if (state !== known && (status.caughtUp || (state && isFinal(state)))) {
          void client.invalidateQueries({ queryKey: ["execution", id] });
        }
      }
    });
    setFeed(started);
    let left = false;
    // The stream tells of thousands of targets in tens of thousands of messages: the list of them is drawn first.
    void Promise.race([client.prefetchQuery(tasksOf(id)), pause(LISTED)]).then(() => left || started.start());
    return () => {
      left = true;
      stop();
      started.end();
    };
  }, [id, round, client]);
  return feed;
}

/** How long earlier executions of the same job took, in the middle; undefined when there are none. */
export function useUsualDuration(execution: Execution): { usual: number; of: number } | undefined {
  const { id, jobId } = execution;
  const { data } = useQuery({
    queryKey: ["executions", { jobId, limit: EARLIER }],
    queryFn: () => take(api.GET("/executions", { params: { query: { jobId, limit: EARLIER, state: "succeeded" } } })),
    enabled: jobId !== undefined && !isFinal(execution.state),
    staleTime: 60_000,
  });
  return useMemo(() => {
    const durations = (data?.items ?? []).flatMap(({ id: other, startedAt, finishedAt }) =>
      startedAt && finishedAt && other !== id ? [Date.parse(finishedAt) - Date.parse(startedAt)] : [],
    );
    const usual = median(durations);
    return usual === undefined ? undefined : { usual, of: durations.length };
  }, [data, id]);
}

export function useAttempts(executionId: string, task: Task, enabled: boolean) {
  return useQuery({
    queryKey: ["execution", executionId, "attempts", task.id, task.state, task.attempt],
    queryFn: () =>
      allOf((cursor) =>
        take(
          api.GET("/executions/{id}/tasks/{taskId}/attempts", {
            params: { path: { id: executionId, taskId: task.id }, query: { limit: 500, cursor } },
          }),
        ),
      ),
    enabled,
    staleTime: 60_000,
    refetchInterval: task.state === "running" ? SOON : false,
  });
}

/** Exactly what it runs; it was kept when the execution was asked for, and does not change any more. */
export function useDefinition({ id }: Execution) {
  return useQuery({
    queryKey: ["executionDefinition", id],
    queryFn: () => take(api.GET("/executions/{id}/definition", { params: { path: { id } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function usePreferences() {
  return useQuery({
    queryKey: ["me", "preferences"],
    queryFn: () => take(api.GET("/me/preferences")),
    staleTime: 60_000,
  });
}
