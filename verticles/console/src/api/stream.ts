import type { Schemas } from "./client";
import { api, take } from "./client";

type Target = { id: string; name: string };

/** What the server sends of an execution. `seq` has no gaps. */
export type StreamMessage =
  | {
      type: "state";
      seq: number;
      executionId: string;
      state: Schemas["ExecutionState"];
      counts: Record<string, number>;
    }
  | { type: "task"; seq: number; taskId: string; target: Target; state: Schemas["TaskState"]; exitCode?: number }
  | {
      type: "output";
      seq: number;
      /** When it was stored; absent for what was stored before that was kept. */
      at?: string;
      taskId: string;
      target: Target;
      step: number;
      attempt: number;
      stream: "stdout" | "stderr";
      offset: number;
      data: string;
      encoding?: "base64";
    }
  | {
      type: "elided";
      seq: number;
      at?: string;
      taskId: string;
      target: Target;
      step: number;
      attempt: number;
      stream: "stdout" | "stderr";
      offset: number;
      bytes: number;
    }
  | { type: "end"; seq: number; state: Schemas["ExecutionState"] };

type Control =
  | { type: "lagged"; id: string; fromSeq: number }
  | { type: "error"; id?: string; code: string; message: string };

export type Connection = "connecting" | "open" | "disconnected";

export interface StreamListener {
  /** Messages in their order, each once. */
  onMessages(messages: StreamMessage[]): void;
  onConnection(connection: Connection): void;
  /** More comes than is read; the server goes on from where it is by itself. */
  onLagged?(): void;
  /** The server will not send it, and why. */
  onRefused(code: string, message: string): void;
}

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 10_000;
const SESSION_ENDED = 4401;
/** Messages that come within one frame are told together; milliseconds. */
const FRAME = 30;

/**
 * Follows one execution, on a socket of its own: after each break it goes on behind the last `seq` that it saw, so that
 * nothing is missed and nothing comes twice.
 *
 * @returns what ends it
 */
export function follow(executionId: string, listener: StreamListener, fromSeq = 0): () => void {
  let socket: WebSocket | undefined;
  let seen = fromSeq;
  let pause = FIRST_PAUSE;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempt = 0;
  let stopped = false;
  let ended = false;
  let waiting: StreamMessage[] = [];
  let flushing = false;

  const flush = () => {
    flushing = false;
    const batch = waiting;
    waiting = [];
    if (!stopped && batch.length > 0) {
      listener.onMessages(batch);
    }
  };

  const accept = (message: StreamMessage) => {
    if (message.seq <= seen) {
      return;
    }
    seen = message.seq;
    waiting.push(message);
    if (!flushing) {
      flushing = true;
      setTimeout(flush, FRAME);
    }
  };

  const again = () => {
    if (stopped || ended) {
      return;
    }
    listener.onConnection("disconnected");
    timer = setTimeout(connect, pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  };

  const receive = (text: string) => {
    const message = JSON.parse(text) as StreamMessage | Control;
    switch (message.type) {
      case "lagged":
        listener.onLagged?.();
        return;
      case "error":
        ended = true;
        listener.onRefused(message.code, message.message);
        socket?.close();
        return;
      case "end":
        ended = true;
        accept(message);
        socket?.close();
        return;
      default:
        accept(message);
    }
  };

  const connect = async () => {
    if (stopped) {
      return;
    }
    const mine = ++attempt;
    listener.onConnection("connecting");
    let ticket: string;
    try {
      ticket = (await take(api.POST("/stream/tickets", {}))).ticket;
    } catch {
      if (mine === attempt) {
        again();
      }
      return;
    }
    if (stopped || mine !== attempt) {
      return;
    }
    const url = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/v1/stream`;
    const opened = new WebSocket(url);
    socket = opened;
    opened.onopen = () => {
      opened.send(JSON.stringify({ type: "auth", ticket }));
      opened.send(JSON.stringify({ type: "subscribe", id: "a", executionId, fromSeq: seen }));
      pause = FIRST_PAUSE;
      listener.onConnection("open");
    };
    opened.onmessage = (event) => receive(event.data as string);
    opened.onclose = (event) => {
      if (socket === opened) {
        socket = undefined;
        pause = event.code === SESSION_ENDED ? FIRST_PAUSE : pause;
        again();
      }
    };
  };

  // A socket does not notice for minutes that there is no network any more.
  const wentOffline = () => {
    const lost = socket;
    socket = undefined;
    if (lost) {
      lost.onmessage = null;
      lost.close();
      again();
    }
  };
  const cameOnline = () => {
    if (!socket && !stopped && !ended) {
      clearTimeout(timer);
      pause = FIRST_PAUSE;
      void connect();
    }
  };
  window.addEventListener("offline", wentOffline);
  window.addEventListener("online", cameOnline);

  void connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    window.removeEventListener("offline", wentOffline);
    window.removeEventListener("online", cameOnline);
    socket?.close();
  };
}
