import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, type Page, type Schemas, take } from "../api/client";

export type TargetSelection = Schemas["TargetSelection"];

/** A target as far as a choice shows it. */
export interface NamedTarget {
  id: string;
  name: string;
}

/** What a selection means now: each target by its name. */
export interface Selected {
  targets: NamedTarget[];
  /** Whether there are more than are named. */
  more: boolean;
  /** Ids of the selection for which there is no target, or none that may be seen. */
  unknown: string[];
}

const PART = 500;
const MOST_PARTS = 20;
/** So many ids fit into one selector. */
const IDS_AT_ONCE = 100;
const TYPING = 350;

/** A selector for targets whose names contain a text; undefined for none. */
export function nameContains(text: string): string | undefined {
  const typed = text.trim();
  if (typed === "") {
    return undefined;
  }
  if (/^[\w.:@+%-]+$/.test(typed)) {
    return `name~*${typed}*`;
  }
  const pattern = typed.replace(/[\\*?]/g, "\\$&");
  return `name~"*${pattern.replace(/[\\"]/g, "\\$&")}*"`;
}

/** Ids in parts, each a selector that the server takes. */
export function selectorsOfIds(ids: string[]): string[] {
  const parts: string[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    parts.push(`id in (${ids.slice(at, at + IDS_AT_ONCE).join(",")})`);
  }
  return parts;
}

/** Whether anything is chosen. */
export function isChosen(selection: TargetSelection): boolean {
  return "ids" in selection ? selection.ids.length > 0 : selection.selector.trim() !== "";
}

async function matching(selector: string | undefined, signal: AbortSignal): Promise<Omit<Selected, "unknown">> {
  const targets: NamedTarget[] = [];
  let cursor: string | undefined;
  for (let part = 0; part < MOST_PARTS; part++) {
    const query = { limit: PART, ...(selector ? { selector } : {}), ...(cursor ? { cursor } : {}) };
    const page: Page<NamedTarget> = await take(api.GET("/targets", { params: { query }, signal }));
    targets.push(...page.items.map(({ id, name }) => ({ id, name })));
    cursor = page.nextCursor;
    if (!cursor) {
      return { targets, more: false };
    }
  }
  return { targets, more: true };
}

/** The targets of a selection, asked of the server. */
export async function selected(selection: TargetSelection, signal: AbortSignal): Promise<Selected> {
  if (!("ids" in selection)) {
    return { ...(await matching(selection.selector, signal)), unknown: [] };
  }
  const targets: NamedTarget[] = [];
  for (const selector of selectorsOfIds(selection.ids)) {
    targets.push(...(await matching(selector, signal)).targets);
  }
  const found = new Set(targets.map((target) => target.id));
  return { targets, more: false, unknown: selection.ids.filter((id) => !found.has(id)) };
}

/** Which targets a selection means now. While somebody types, the last answer stays. */
export function useSelectedTargets(selection: TargetSelection, enabled = true) {
  return useQuery({
    queryKey: ["targets", "selected", selection],
    queryFn: ({ signal }) => selected(selection, signal),
    enabled: enabled && isChosen(selection),
    staleTime: 15_000,
  });
}

/** A value that comes to rest before it is used. */
export function useSettled<T>(value: T, delay = TYPING): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return settled;
}
