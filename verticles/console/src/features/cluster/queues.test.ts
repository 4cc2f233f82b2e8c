import { expect, it } from "vitest";
import type { Schemas } from "../../api/client";
import { queuesOf } from "./queues";

type Queue = Schemas["Queue"];

function node(id: string, queues: Record<string, Queue[]>): Schemas["Node"] {
  const groups = Object.entries(queues).map(([name, own]) => ({
    name,
    instances: 1,
    health: "up" as const,
    inFlight: 0,
    queues: own,
  }));
  return { id, state: "ready", groups, breakers: [] };
}

const events = (length: number, oldestAt?: string): Queue => ({ name: "events", length, oldestAt, shared: true });
const tasks: Queue = { name: "tasks", length: 7, oldestAt: "2026-01-01T10:00:00Z", shared: true };
const running = (length: number): Queue => ({ name: "running", length, capacity: 64, shared: false });

it("should tell of what all nodes share once, and of each node's own by itself", () => {
  // given
  const a = node("a", { executions: [tasks], workers: [running(3)] });
  const b = node("b", { workers: [running(4)], executions: [tasks] });
  // when
  const rows = queuesOf([b, a]);
  // then
  expect(rows.map(({ name, node: of, length }) => [name, of, length])).toEqual([
    ["tasks", undefined, 7],
    ["running", "a", 3],
    ["running", "b", 4],
  ]);
});

it("should join the events of all groups, with the oldest and who has some", () => {
  // given
  const a = node("a", {
    jobs: [events(2, "2026-01-01T11:00:00Z")],
    targets: [events(0)],
    users: [events(1, "2026-01-01T10:00:00Z")],
  });
  // when
  const rows = queuesOf([a]);
  // then
  expect(rows).toEqual([{ name: "events", groups: ["jobs", "users"], length: 3, oldestAt: "2026-01-01T10:00:00Z" }]);
});

it("should put a queue that it does not know behind those that it knows", () => {
  // given
  const a = node("a", { other: [{ name: "letters", length: 1, shared: true }, tasks] });
  // then
  expect(queuesOf([a]).map(({ name }) => name)).toEqual(["tasks", "letters"]);
});
