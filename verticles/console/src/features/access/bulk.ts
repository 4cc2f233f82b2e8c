import type { Schemas } from "../../api/client";

export type BulkAction = Schemas["BulkUsers"]["action"];
type Select = Schemas["BulkUsers"]["select"];
type BulkResult = Schemas["BulkResult"];

/** How many users one request takes. */
export const MOST = 1000;

export const BULK_ACTIONS: BulkAction[] = [
  "disable",
  "enable",
  "add_role",
  "remove_role",
  "add_to_team",
  "remove_from_team",
];

export interface UserFilters {
  q: string;
  role: string;
  team: string;
  /** "true", "false", or empty for both. */
  enabled: string;
}

/** The same choice as the filter of a bulk change; undefined when that cannot say it, or would mean everybody. */
export function asBulkFilter({ q, role, team, enabled }: UserFilters): Select["filter"] | undefined {
  if (q || team || (!role && !enabled)) {
    return undefined;
  }
  return { ...(role ? { role } : {}), ...(enabled ? { enabled: enabled === "true" } : {}) };
}

const INVERSE: Record<BulkAction, BulkAction> = {
  disable: "enable",
  enable: "disable",
  add_role: "remove_role",
  remove_role: "add_role",
  add_to_team: "remove_from_team",
  remove_from_team: "add_to_team",
};

/** What takes a change back, of those whom it changed; undefined when it changed nobody. */
export function undoOf(done: Schemas["BulkUsers"], result: BulkResult): Schemas["BulkUsers"] | undefined {
  const ids = result.items.filter((item) => item.outcome === "changed").map((item) => item.id);
  if (ids.length === 0) {
    return undefined;
  }
  return {
    action: INVERSE[done.action],
    select: { ids },
    ...(done.role ? { role: done.role } : {}),
    ...(done.teamId ? { teamId: done.teamId } : {}),
  };
}

/** Whether what an action needs beside the users is chosen. */
export function isComplete(action: BulkAction, role: string, teamId: string): boolean {
  return needsRole(action) ? role !== "" : needsTeam(action) ? teamId !== "" : true;
}

export function needsRole(action: BulkAction): boolean {
  return action === "add_role" || action === "remove_role";
}

export function needsTeam(action: BulkAction): boolean {
  return action === "add_to_team" || action === "remove_from_team";
}
