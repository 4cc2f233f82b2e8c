import { useState } from "react";
import { idempotencyKey } from "./client";

/**
 * Keys of requests that start something. The same request has the same key until it was answered, so that it does not
 * start twice when its answer was lost and somebody sends it again.
 */
export class Once {
  private words = "";
  private key = "";

  keyOf(request: unknown): string {
    const words = JSON.stringify(request);
    if (words !== this.words) {
      this.words = words;
      this.key = idempotencyKey();
    }
    return this.key;
  }

  /** It was started: the same again is meant as another one. */
  done() {
    this.words = "";
  }
}

export function useOnce(): Once {
  return useState(() => new Once())[0];
}
