import { keepPreviousData, type UseQueryResult, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, type Schemas, take } from "../../api/client";
import { type PlacedWeek, place, type Week } from "./grid";
import { inTurn } from "./inTurn";
import { AGAIN } from "./queries";

type Timeline = Schemas["Timeline"];

function asked(from: number, to: number) {
  const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return {
    queryKey: ["schedules", "timeline", query],
    queryFn: () => inTurn(() => take(api.GET("/schedules/timeline", { params: { query } }))),
    refetchInterval: AGAIN * 3,
  };
}

export function useTimeline(from: number, to: number) {
  return useQuery({ ...asked(from, to), placeholderData: keepPreviousData });
}

export function useConflicts(from: number, to: number) {
  const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return useQuery({
    queryKey: ["schedules", "conflicts", query],
    queryFn: () => inTurn(() => take(api.GET("/schedules/conflicts", { params: { query } }))),
    refetchInterval: AGAIN * 6,
    placeholderData: keepPreviousData,
  });
}

interface Weeks {
  /** Weeks that are not told yet are empty. */
  data: { weeks: PlacedWeek[]; complete: boolean; behind: boolean } | undefined;
  error: unknown;
  isPending: boolean;
  refetch(): void;
}

interface Told {
  timelines: (Timeline | undefined)[];
  error: unknown;
}

/** One function for all renders: else each render would take its answer for a new one, and come again. */
function together(answers: UseQueryResult<Timeline>[]): Told {
  return {
    timelines: answers.map((answer) => answer.data),
    error: answers.find((answer) => answer.error)?.error ?? null,
  };
}

/** Weeks with what is due in them. Each is asked for alone, since the server lists so many times of a schedule at most. */
export function useWeeks(weeks: Week[], zone: string): Weeks {
  const client = useQueryClient();
  const { timelines, error } = useQueries({
    queries: weeks.map((week) => asked(week.from, week.to)),
    combine: together,
  });
  return useMemo(() => {
    const told = timelines.filter((timeline) => timeline !== undefined);
    const data = {
      weeks: weeks.map((week, index) => place(week, timelines[index]?.items ?? [], zone)),
      complete: told.every((timeline) => timeline.complete),
      behind: told.length < weeks.length && !error,
    };
    return {
      data: error && told.length === 0 ? undefined : data,
      error,
      isPending: told.length < weeks.length,
      refetch: () => void client.invalidateQueries({ queryKey: ["schedules", "timeline"] }),
    };
  }, [timelines, error, weeks, zone, client]);
}
