import type { Schemas } from "../../api/client";

export type ObjectType = Schemas["GrantObject"]["type"];

/** All of them, as API tokens may have it. */
export const EVERYTHING = "*";

/** The permissions that the product knows, in the order in which they are shown. */
export const PERMISSIONS = [
  "target:read",
  "target:write",
  "target:test",
  "target:run",
  "job:read",
  "job:write",
  "job:run",
  "execution:read",
  "execution:cancel",
  "schedule:read",
  "schedule:write",
  "credential:read",
  "credential:write",
  "secret:use",
  "user:read",
  "user:write",
  "session:read",
  "session:end",
  "mfa-policy:write",
  "role:read",
  "role:write",
  "team:read",
  "team:write",
  "grant:read",
  "grant:write",
  "service-account:read",
  "service-account:write",
  "token:read",
  "token:revoke",
  "token:inspect",
  "organization:read",
  "organization:write",
  "key:rotate",
  "audit:read",
  "cluster:read",
  "cluster:write",
] as const;

/** What a grant on one kind of object can give: permissions on these things. */
const COVERED: Record<ObjectType, string[]> = {
  target: ["target"],
  job: ["job", "execution", "secret"],
  credential: ["credential", "secret"],
  execution: ["execution"],
  schedule: ["schedule"],
};

export const OBJECT_TYPES = Object.keys(COVERED) as ObjectType[];

export interface PermissionGroup {
  thing: string;
  permissions: string[];
}

/** What is before the colon. */
function thingOf(permission: string): string {
  return permission.split(":")[0] ?? permission;
}

/** What is behind the colon. */
export function verbOf(permission: string): string {
  return permission.slice(permission.indexOf(":") + 1);
}

/** By their things, known ones in the product's order and others after them. */
export function grouped(permissions: readonly string[]): PermissionGroup[] {
  const order = new Map<string, number>(PERMISSIONS.map((name, index) => [name, index]));
  const sorted = [...new Set(permissions)].sort(
    (a, b) => (order.get(a) ?? order.size) - (order.get(b) ?? order.size) || a.localeCompare(b),
  );
  const groups = new Map<string, string[]>();
  for (const permission of sorted) {
    const thing = thingOf(permission);
    groups.set(thing, [...(groups.get(thing) ?? []), permission]);
  }
  return [...groups].map(([thing, names]) => ({ thing, permissions: names }));
}

/** All that can be chosen: what is known, and what is chosen already though it is not known here. */
export function choosable(chosen: readonly string[], of?: ObjectType): string[] {
  const known = PERMISSIONS.filter((name) => of === undefined || covers(of, name));
  return [...new Set([...known, ...chosen.filter((name) => name !== EVERYTHING)])];
}

/** Whether a grant on such an object can give the permission. */
export function covers(type: ObjectType, permission: string): boolean {
  return COVERED[type].includes(thingOf(permission));
}

/** With the permission if it was not there, without it if it was. */
export function toggled(chosen: readonly string[], permission: string): string[] {
  return chosen.includes(permission) ? chosen.filter((name) => name !== permission) : [...chosen, permission];
}

export type Part = "none" | "some" | "all";

/** How many of a group are chosen. */
export function partOf(group: PermissionGroup, chosen: readonly string[]): Part {
  const count = group.permissions.filter((name) => chosen.includes(name)).length;
  return count === 0 ? "none" : count === group.permissions.length ? "all" : "some";
}

/** All of a group, or none of it when all were chosen. Those that may not be given stay as they are. */
export function withGroup(
  group: PermissionGroup,
  chosen: readonly string[],
  mayGive: (permission: string) => boolean = () => true,
): string[] {
  const given = group.permissions.filter(mayGive);
  const all = given.every((name) => chosen.includes(name));
  const others = chosen.filter((name) => !given.includes(name));
  return all ? others : [...others, ...given];
}
