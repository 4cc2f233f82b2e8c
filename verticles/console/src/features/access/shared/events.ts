import type { Schemas } from "../../../api/client";

type Event = Schemas["Event"];

const PAGES: Record<string, string> = {
  target: "/targets/",
  job: "/jobs/",
  execution: "/executions/",
  schedule: "/schedules/",
  user: "/access/users/",
  team: "/access/teams/",
};

/** What an event is about, by the name that it had then. */
export function resourceName(event: Event): string {
  const data: Record<string, unknown> = event.data ?? {};
  const name = [data.name, data.jobName, data.username].find((value) => typeof value === "string" && value !== "");
  const shown = typeof name === "string" ? name : (event.resourceId ?? "");
  return event.resourceType ? `${event.resourceType} ${shown}`.trim() : shown;
}

/** The page of what an event is about; undefined when it has none, or is gone. */
export function pageOf(event: Event): string | undefined {
  const page = PAGES[event.resourceType ?? ""];
  return page && event.resourceId && !event.type.endsWith(".deleted") ? page + event.resourceId : undefined;
}
