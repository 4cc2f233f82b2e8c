import type { Schemas } from "../../api/client";

type Node = Schemas["Node"];

/** Something that waits, told once however many nodes tell of it. */
export interface QueueRow {
  name: string;
  /** That it belongs to; of `events` all that have some. */
  groups: string[];
  /** Whose own it is; absent for what all nodes have together. */
  node?: string;
  length: number;
  capacity?: number;
  oldestAt?: string;
}

/** In which order they are worth looking at; others follow. */
const ORDER = ["tasks", "running", "due", "starting"];

/** What waits in the whole cluster. The unsent events of all groups are one queue. */
export function queuesOf(nodes: readonly Node[]): QueueRow[] {
  const rows = new Map<string, QueueRow>();
  for (const node of nodes) {
    for (const group of node.groups) {
      for (const { name, shared, length, capacity, oldestAt } of group.queues) {
        const key = `${group.name}/${name}${shared ? "" : `@${node.id}`}`;
        if (!rows.has(key)) {
          rows.set(key, { name, groups: [group.name], node: shared ? undefined : node.id, length, capacity, oldestAt });
        }
      }
    }
  }
  const all = [...rows.values()];
  const others = all.filter(({ name }) => name !== "events").sort(byOrder);
  const events = all.filter(({ name }) => name === "events");
  return events.length === 0 ? others : [...others, together(events)];
}

function together(queues: QueueRow[]): QueueRow {
  return {
    name: "events",
    groups: queues.filter(({ length }) => length > 0).flatMap(({ groups }) => groups),
    length: queues.reduce((sum, { length }) => sum + length, 0),
    oldestAt: queues.flatMap(({ oldestAt }) => oldestAt ?? []).sort()[0],
  };
}

function byOrder(a: QueueRow, b: QueueRow): number {
  return place(a) - place(b) || a.name.localeCompare(b.name) || (a.node ?? "").localeCompare(b.node ?? "");
}

function place({ name }: QueueRow): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}
