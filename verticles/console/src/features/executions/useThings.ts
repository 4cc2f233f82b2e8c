import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, take } from "../../api/client";
import { useJobNames } from "../../api/queries";
import { useCan } from "../../app/session";
import { nameContains, useSettled } from "../../ui/selection";
import { quoted } from "../targets/selector";
import { type Asked, isId, type Split } from "./split";
import { type Known, partAt } from "./suggestions";

const SUGGESTED = 20;
const KEPT = 60_000;

/** What the server is asked, once the ids are known of all things that a filter names. */
export interface Whole {
  asked: Asked;
  /** The thing of which there is none, or none that may be seen. */
  unknown?: { thing: "target" | "schedule"; name: string };
}

/** Looks up the ids of the target and the schedule that a filter names. */
export function useThings({ asked, things }: Split) {
  const { target, schedule } = things;
  return useQuery({
    queryKey: ["executions", "things", asked, target, schedule],
    queryFn: async (): Promise<Whole> => {
      const [targetId, scheduleId] = await Promise.all([targetOf(target), scheduleOf(schedule)]);
      if (target !== undefined && targetId === undefined) {
        return { asked, unknown: { thing: "target", name: target } };
      }
      if (schedule !== undefined && scheduleId === undefined) {
        return { asked, unknown: { thing: "schedule", name: schedule } };
      }
      return { asked: { ...asked, targetId, scheduleId } };
    },
    initialData: target === undefined && schedule === undefined ? { asked } : undefined,
    staleTime: KEPT,
  });
}

async function targetOf(name: string | undefined): Promise<string | undefined> {
  if (name === undefined || isId(name)) {
    return name;
  }
  const query = { selector: `name=${quoted(name)}`, limit: 1 };
  return (await take(api.GET("/targets", { params: { query } }))).items[0]?.id;
}

async function scheduleOf(name: string | undefined): Promise<string | undefined> {
  if (name === undefined || isId(name)) {
    return name;
  }
  return (await take(api.GET("/schedules", { params: { query: { name, limit: 1 } } }))).items[0]?.id;
}

/** What is being typed of a list of names. */
function lastOf(names: string): string {
  return names.slice(names.lastIndexOf(",") + 1);
}

/** Names of jobs, targets and schedules for the term at the caret, asked for when one of them is begun. */
export function useNamesAt(text: string, caret: number): Omit<Known, "people"> {
  const can = useCan();
  const [, thing, typed = ""] = /^-?(job|name|target|schedule):"?([^"]*)/i.exec(partAt(text, caret).text) ?? [];
  const begun = thing?.toLowerCase();
  const settled = useSettled(typed);
  const ofJob = begun === "job" || begun === "name";
  const jobs = useJobNames(can("job:read"), ofJob ? lastOf(settled) : "");
  const targets = useQuery({
    queryKey: ["targets", "names", settled],
    queryFn: async () => {
      const query = { selector: nameContains(settled), limit: SUGGESTED };
      return (await take(api.GET("/targets", { params: { query } }))).items.map((target) => target.name);
    },
    staleTime: KEPT,
    placeholderData: (before) => before,
    enabled: begun === "target" && can("target:read"),
  });
  const schedules = useQuery({
    queryKey: ["schedules", "names", settled],
    queryFn: async () => {
      const query = { selector: nameContains(settled), limit: SUGGESTED };
      return (await take(api.GET("/schedules", { params: { query } }))).items.map((schedule) => schedule.name);
    },
    staleTime: KEPT,
    placeholderData: (before) => before,
    enabled: begun === "schedule" && can("schedule:read"),
  });
  return useMemo(
    () => ({
      jobs: [...new Set(jobs.values())].sort(),
      targets: targets.data ?? [],
      schedules: schedules.data ?? [],
    }),
    [jobs, targets.data, schedules.data],
  );
}
