import type { Schemas } from "../../api/client";
import { type Connection, follow, type StreamMessage } from "../../api/stream";
import { LineStore } from "./log/LineStore";
import type { Told } from "./tasks";

/** How what is shown stands to what there is. */
export type Phase = "live" | "catchingUp" | "disconnected" | "complete" | "refused";

export interface FeedStatus {
  phase: Phase;
  /** Why the server does not send it. */
  refused?: { code: string; message: string };
  state?: Schemas["ExecutionState"];
  /** Whether all was seen that there was when the connection was made. */
  caughtUp: boolean;
}

/** Who reads what is stored gets much more than this within a window; milliseconds and characters. */
const WINDOW = 350;
const LITTLE = 128 * 1024;
/** A connection on which nothing comes has nothing to catch up with; windows. */
const SILENT_WINDOWS = 4;
/** So long the messages of a burst may keep the page from drawing; milliseconds. */
const SLICE = 6;
/** A page that nobody sees may work once a second only, and has no drawing to wait for. */
const UNSEEN_SLICE = 500;
const TASKS_EVERY = 200;

const STATUS = ["phase", "refused", "state", "caughtUp"] as const;

type Listener = () => void;

/** What the stream tells of an execution: its lines, its tasks and how it stands; told to who listens at most once a frame. */
export class Feed {
  readonly lines = new LineStore();
  /** Changes with each change of lines. */
  linesVersion = 0;
  told: ReadonlyMap<string, Told> = new Map();
  status: FeedStatus = { phase: "catchingUp", caughtUp: false };
  private readonly states = new Map<string, Told>();
  private readonly queue: StreamMessage[] = [];
  private readonly onLines = new Set<Listener>();
  private readonly onStatus = new Set<Listener>();
  private readonly onTasks = new Set<Listener>();
  private connection: Connection = "connecting";
  private working = false;
  private frame = 0;
  private windows: ReturnType<typeof setInterval> | undefined;
  private received = 0;
  private tasksTimer: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | undefined;

  constructor(private readonly executionId: string) {}

  start() {
    this.stop = follow(this.executionId, {
      onMessages: (messages) => {
        this.received += messages.reduce((sum, each) => sum + (each.type === "output" ? each.data.length : 1), 0);
        for (const message of messages) {
          this.queue.push(message);
        }
        this.work();
      },
      onConnection: (connection) => this.connected(connection),
      onLagged: () => this.catchUp(),
      onRefused: (code, message) => this.become({ phase: "refused", refused: { code, message } }),
    });
  }

  end() {
    this.stop?.();
    this.queue.length = 0;
    cancelAnimationFrame(this.frame);
    clearInterval(this.windows);
    clearTimeout(this.tasksTimer);
  }

  readonly subscribeLines = (listener: Listener) => subscribe(this.onLines, listener);
  readonly subscribeStatus = (listener: Listener) => subscribe(this.onStatus, listener);
  readonly subscribeTasks = (listener: Listener) => subscribe(this.onTasks, listener);

  private connected(connection: Connection) {
    this.connection = connection;
    if (this.status.phase === "complete" || this.status.phase === "refused") {
      return;
    }
    if (connection === "open") {
      this.catchUp();
    } else if (connection === "disconnected") {
      clearInterval(this.windows);
      this.become({ phase: "disconnected" });
    }
  }

  /** Takes in what has come, a little at a time, so that the page goes on being drawn. */
  private work() {
    if (this.working) {
      return;
    }
    this.working = true;
    const slice = () => {
      const until = performance.now() + (document.hidden ? UNSEEN_SLICE : SLICE);
      let done = 0;
      while (done < this.queue.length && performance.now() < until) {
        const message = this.queue[done++];
        if (message) {
          this.take(message);
        }
      }
      this.queue.splice(0, done);
      if (this.queue.length > 0) {
        setTimeout(slice);
      } else {
        this.working = false;
      }
    };
    slice();
  }

  private take(message: StreamMessage) {
    switch (message.type) {
      case "output":
        this.lines.append({ ...message, target: message.target.name });
        this.linesChanged();
        break;
      case "elided":
        this.lines.elide({ ...message, target: message.target.name }, message.bytes);
        this.linesChanged();
        break;
      case "task":
        this.states.set(message.taskId, message);
        this.tasksTimer ??= setTimeout(() => {
          this.tasksTimer = undefined;
          this.told = new Map(this.states);
          tell(this.onTasks);
        }, TASKS_EVERY);
        break;
      case "state":
        this.become({ state: message.state });
        break;
      case "end":
        this.become({ phase: "complete", state: message.state, caughtUp: true });
        break;
    }
  }

  private catchUp() {
    this.become({ phase: "catchingUp" });
    clearInterval(this.windows);
    this.received = 0;
    let silent = 0;
    this.windows = setInterval(() => {
      silent = this.received === 0 ? silent + 1 : SILENT_WINDOWS;
      const little = this.received < LITTLE && silent >= SILENT_WINDOWS && this.queue.length === 0;
      this.received = 0;
      if (this.status.phase !== "catchingUp") {
        clearInterval(this.windows);
      } else if (little && this.connection === "open") {
        clearInterval(this.windows);
        this.become({ phase: "live", caughtUp: true });
      }
    }, WINDOW);
  }

  private linesChanged() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.linesVersion++;
      tell(this.onLines);
    });
  }

  private become(change: Partial<FeedStatus>) {
    const next = { ...this.status, ...change };
    // The stream tells the state with each change of a count, thousands of times.
    if (STATUS.every((field) => next[field] === this.status[field])) {
      return;
    }
    this.status = next;
    tell(this.onStatus);
  }
}

function subscribe(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(listeners: Set<Listener>) {
  for (const listener of listeners) {
    listener();
  }
}
