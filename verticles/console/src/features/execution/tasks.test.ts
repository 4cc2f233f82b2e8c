import { describe, expect, it } from "vitest";
import { byName, countStates, filterTasks, mergeTasks, neighbour, type Task, type Told, worstFirst } from "./tasks";

const task = (name: string, state: Task["state"], more: Partial<Task> = {}): Task => ({
  id: name,
  target: { id: `target-${name}`, name },
  state,
  attempt: 1,
  ...more,
});
const told = (...all: [string, Told["state"], number?][]) =>
  new Map(
    all.map(([name, state, exitCode]) => [
      name,
      { taskId: name, target: { id: `target-${name}`, name }, state, ...(exitCode === undefined ? {} : { exitCode }) },
    ]),
  );

describe("tasks with what the stream says", () => {
  it("should go on as the stream says once it has caught up", () => {
    const [merged] = mergeTasks([task("a", "running")], told(["a", "waiting"]), true);
    expect(merged?.state).toBe("waiting");
  });

  it("should take an end from the stream at once, with its exit code", () => {
    const [merged] = mergeTasks([task("a", "running")], told(["a", "failed", 3]), false);
    expect(merged).toMatchObject({ state: "failed", exitCode: 3 });
  });

  it("should not go back to what was long ago", () => {
    const listed = [task("a", "failed", { exitCode: 2, durationMs: 5 }), task("b", "running")];
    expect(mergeTasks(listed, told(["a", "running"], ["b", "pending"]), false)).toEqual(listed);
    expect(mergeTasks(listed, told(["a", "running"]), true)[0]).toBe(listed[0]);
  });

  it("should have those that are not listed yet", () => {
    expect(mergeTasks([], told(["a", "running"]), false)).toEqual([task("a", "running")]);
  });
});

describe("a list of tasks", () => {
  const tasks = [
    task("web-10", "succeeded"),
    task("web-2", "succeeded"),
    task("db-1", "failed"),
    task("db-2", "running"),
    task("db-3", "lost"),
  ];

  it("should begin with what went wrong, and go by name as people count", () => {
    expect(worstFirst(byName(tasks)).map((each) => each.id)).toEqual(["db-1", "db-3", "db-2", "web-2", "web-10"]);
  });

  it("should be narrowed by name and state", () => {
    expect(filterTasks(tasks, " WEB", "").length).toBe(2);
    expect(filterTasks(tasks, "db", "lost").map((each) => each.id)).toEqual(["db-3"]);
  });

  it("should be counted in the order of what matters", () => {
    expect(countStates(tasks)).toEqual([
      ["failed", 1],
      ["lost", 1],
      ["running", 1],
      ["succeeded", 2],
    ]);
  });

  it("should be gone through in a circle", () => {
    expect(neighbour(tasks, "db-3", 1)?.id).toBe("web-10");
    expect(neighbour(tasks, "web-10", -1)?.id).toBe("db-3");
    expect(neighbour(tasks, "", 1)?.id).toBe("web-10");
    expect(neighbour(tasks, "", -1)?.id).toBe("db-3");
    expect(neighbour([], "", 1)).toBeUndefined();
  });
});
