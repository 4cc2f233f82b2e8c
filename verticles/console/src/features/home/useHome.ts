import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, type Schemas, take } from "../../api/client";
import { useCan } from "../../app/session";
import { inTurn } from "../schedules/inTurn";
import { countedPages, dayBegin, mayAsk } from "./home";

type Execution = Schemas["Execution"];

const SOON = 5_000;
const LATER = 30_000;
const PART = 500;
/** The last 24 hours are counted from so many parts at most. */
const MOST_PARTS = 10;
const MOST_ASKED = 20;

/** Executions that go on: running, queued, and being cancelled. */
export function useRunning() {
  return useQuery({
    queryKey: ["executions", "home", "running"],
    queryFn: async () => {
      const parts = await Promise.all(
        (["running", "queued", "cancelling", "paused"] as const).map((state) =>
          take(api.GET("/executions", { params: { query: { state, limit: 20 } } })),
        ),
      );
      return parts.flatMap((part) => part.items);
    },
    refetchInterval: SOON,
    enabled: useCan()("execution:read"),
  });
}

/** An execution with its tasks that wait for a person. */
export interface Waiting {
  execution: Execution;
  tasks: Schemas["Task"][];
}

export function useWaiting() {
  return useQuery({
    queryKey: ["executions", "home", "waiting"],
    queryFn: async (): Promise<Waiting[]> => {
      const { items } = await take(
        api.GET("/executions", { params: { query: { state: "waiting", limit: MOST_ASKED } } }),
      );
      return Promise.all(
        items.map(async (execution) => {
          const params = { path: { id: execution.id }, query: { state: "waiting" as const, limit: 10 } };
          return { execution, tasks: (await take(api.GET("/executions/{id}/tasks", { params }))).items };
        }),
      );
    },
    refetchInterval: SOON * 2,
    enabled: useCan()("execution:read"),
  });
}

/** The newest executions, by which is known what fails now. */
export function useNewest() {
  return useQuery({
    queryKey: ["executions", "home", "newest"],
    queryFn: async () => (await take(api.GET("/executions", { params: { query: { limit: PART } } }))).items,
    refetchInterval: LATER,
    enabled: useCan()("execution:read"),
  });
}

/** Executions of the last 24 hours, hour by hour. */
export function useLastDay() {
  return useQuery({
    queryKey: ["executions", "home", "day"],
    queryFn: async () => {
      const now = Date.now();
      const from = new Date(dayBegin(now)).toISOString();
      const counted = await countedPages(MOST_PARTS, (cursor) =>
        take(api.GET("/executions", { params: { query: { from, limit: PART, cursor } } })),
      );
      return { ...counted, now };
    },
    refetchInterval: LATER,
    enabled: useCan()("execution:read"),
  });
}

/** Schedules, of which those in trouble and those that may ask are told. */
export function useSchedules() {
  return useQuery({
    queryKey: ["schedules", "home"],
    queryFn: async () => (await take(api.GET("/schedules", { params: { query: { limit: 500 } } }))).items,
    refetchInterval: SOON * 2,
    enabled: useCan()("schedule:read"),
  });
}

/** A due time about which somebody is asked. */
export interface Question {
  schedule: { id: string; name: string };
  fire: Schemas["Fire"];
}

export function useQuestions(schedules: Schemas["Schedule"][] | undefined) {
  const asking = mayAsk(schedules ?? []).slice(0, MOST_ASKED);
  const ids = asking.map((schedule) => schedule.id);
  return useQuery({
    queryKey: ["schedules", "questions", ids],
    queryFn: async (): Promise<Question[]> => {
      const all = await Promise.all(
        asking.map(async ({ id, name }) => {
          const params = { path: { id }, query: { limit: 100 } };
          const { items } = await take(api.GET("/schedules/{id}/fires", { params }));
          return items.filter((fire) => fire.asked).map((fire) => ({ schedule: { id, name }, fire }));
        }),
      );
      return all.flat();
    },
    refetchInterval: SOON * 2,
    placeholderData: keepPreviousData,
    enabled: schedules !== undefined,
  });
}

/** What is due within the next hour. */
export function useDue() {
  return useQuery({
    queryKey: ["schedules", "home", "due"],
    queryFn: () => {
      const now = Date.now();
      const query = { from: new Date(now).toISOString(), to: new Date(now + 3_600_000).toISOString() };
      return inTurn(() => take(api.GET("/schedules/timeline", { params: { query } })));
    },
    refetchInterval: LATER,
    enabled: useCan()("schedule:read"),
  });
}

export function useFirst() {
  const can = useCan();
  const targets = useQuery({
    queryKey: ["targets", "home"],
    queryFn: async () => (await take(api.GET("/targets", { params: { query: { limit: 100 } } }))).items,
    refetchInterval: LATER,
    enabled: can("target:read"),
  });
  const jobs = useQuery({
    queryKey: ["jobs", "home"],
    queryFn: async () => (await take(api.GET("/jobs", { params: { query: { limit: 1 } } }))).items,
    refetchInterval: LATER,
    enabled: can("job:read"),
  });
  return { targets: targets.data, jobs: jobs.data };
}
