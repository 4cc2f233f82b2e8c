import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { api, type Schemas, take } from "../../api/client";
import { asProblem } from "../../api/problem";
import { useSettled } from "../../ui/selection";
import { inTurn } from "./inTurn";

/** How often what is shown of schedules is looked at again; milliseconds. */
export const AGAIN = 10_000;

/** Something with the tag of its version, without which it is not replaced. */
export interface Tagged<T> {
  value: T;
  tag: string;
}

export function useSchedule(id: string) {
  return useQuery({
    queryKey: ["schedules", "one", id],
    queryFn: async (): Promise<Tagged<Schemas["Schedule"]>> => {
      const asked = api.GET("/schedules/{id}", { params: { path: { id } } });
      const value = await take(asked);
      return { value, tag: (await asked).response.headers.get("ETag") ?? "*" };
    },
    refetchInterval: AGAIN,
  });
}

/** Lets everything that is about schedules be asked for again. */
export function useScheduleChange(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(() => client.invalidateQueries({ queryKey: ["schedules"] }), [client]);
}

/** When something would be due, a moment after somebody stopped typing. */
export function usePreview(input: Schemas["PreviewInput"], enabled = true) {
  const settled = useSettled(input);
  const query = useQuery({
    queryKey: ["schedules", "preview", settled],
    queryFn: () => inTurn(() => take(api.POST("/schedules/preview", { body: settled }))),
    placeholderData: keepPreviousData,
    enabled,
    retry: (count, error) => count < 3 && (asProblem(error).isOffline || asProblem(error).status >= 500),
    staleTime: 30_000,
  });
  return { ...query, behind: JSON.stringify(settled) !== JSON.stringify(input) };
}

export function useCalendars(enabled = true) {
  return useQuery({
    queryKey: ["calendars", "all"],
    queryFn: () => take(api.GET("/calendars", { params: { query: { limit: 500 } } })),
    enabled,
  });
}

export function useJob(id: string, enabled = true) {
  return useQuery({
    queryKey: ["jobs", "one", id],
    queryFn: () => take(api.GET("/jobs/{id}", { params: { path: { id } } })),
    enabled: enabled && id !== "",
  });
}
