import type { Things } from "./furnish";

/** Every page of the console, by a name for its picture; those of a thing by its id. */
export interface Place {
  name: string;
  path: string;
}

export function placesOf(things: Things): Place[] {
  const tabs = (name: string, path: string, names: string[]) =>
    names.map((tab) => ({ name: `${name}-${tab}`, path: `${path}?tab=${tab}` }));
  return [
    { name: "home", path: "/" },
    { name: "run", path: "/run" },
    { name: "jobs", path: "/jobs" },
    { name: "job-new", path: "/jobs/new" },
    ...tabs("job", `/jobs/${things.job}`, ["definition", "executions", "schedules", "versions", "access", "yaml"]),
    { name: "executions", path: "/executions" },
    ...tabs("execution", `/executions/${things.execution}`, ["log", "hosts", "timeline", "details"]),
    ...tabs("schedules", "/schedules", ["list", "calendar", "timeline", "calendars"]),
    { name: "schedule-new", path: "/schedules/new" },
    ...tabs("schedule", `/schedules/${things.schedule}`, ["overview", "edit", "history", "statistics"]),
    { name: "targets", path: "/targets" },
    ...tabs("target", `/targets/${things.target}`, ["connection", "hostKeyTab", "command", "executions", "changes"]),
    { name: "secrets", path: "/secrets" },
    ...tabs("access", "/access", ["users", "teams", "roles", "grants", "accounts", "why"]),
    { name: "user", path: `/access/users/${things.user}` },
    { name: "team", path: `/access/teams/${things.team}` },
    { name: "cluster", path: "/cluster" },
    ...tabs("account", "/account", [
      "profile",
      "security",
      "sessions",
      "tokens",
      "identities",
      "preferences",
      "activity",
    ]),
    { name: "missing", path: "/no-such-page" },
  ];
}
