import type { Schemas } from "../../../api/client";
import type { Source } from "./LineStore";

/** Where a line is, so that it is found again: in which stream, and the how manyth it is there. */
export interface Place extends Omit<Source, "target"> {
  number: number;
}

const PATTERN = /^([0-9a-f-]{36})\.(\d{1,9})\.(\d{1,9})\.([oe])\.(\d{1,15})$/;

/** A place as it is written into addresses, such as `0197….0.1.o.42`. */
export function writePlace({ taskId, step, attempt, stream, number }: Place): string {
  return `${taskId}.${step}.${attempt}.${stream === "stdout" ? "o" : "e"}.${number}`;
}

/** Undefined for what is no place: addresses are written by people too. */
export function readPlace(text: string): Place | undefined {
  const [, taskId, step, attempt, stream, number] = PATTERN.exec(text) ?? [];
  return taskId
    ? {
        taskId,
        step: Number(step),
        attempt: Number(attempt),
        stream: stream === "o" ? "stdout" : "stderr",
        number: Number(number),
      }
    : undefined;
}

export function placeOfHit(hit: Schemas["OutputHit"]): Place {
  const { taskId, step, attempt, stream, lineNumber } = hit;
  return { taskId, step, attempt, stream, number: lineNumber };
}
