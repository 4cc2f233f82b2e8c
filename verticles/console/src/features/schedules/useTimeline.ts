import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
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

/** Weeks with what is due in them. Each is asked for alone, since the server lists so many times of a schedule at most. */
export function useWeeks(weeks: Week[], zone: string): Weeks {
  return useQueries({
    queries: weeks.map((week) => asked(week.from, week.to)),
    combine: (answers) => {
      const error = answers.find((answer) => answer.error)?.error ?? null;
      const told = answers.flatMap((answer): Timeline[] => (answer.data ? [answer.data] : []));
      const data = {
        weeks: weeks.map((week, index) => place(week, answers[index]?.data?.items ?? [], zone)),
        complete: told.every((timeline) => timeline.complete),
        behind: told.length < weeks.length && !error,
      };
      return {
        data: error && told.length === 0 ? undefined : data,
        error,
        isPending: told.length < weeks.length,
        refetch: () => {
          for (const answer of answers) {
            void answer.refetch();
          }
        },
      };
    },
  });
}
