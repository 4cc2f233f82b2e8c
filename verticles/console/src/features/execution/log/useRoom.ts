import { type RefObject, useLayoutEffect, useState } from "react";
import { mono } from "../../../app/theme";

export interface Room {
  width: number;
  height: number;
  /** How wide a character is. */
  column: number;
}

const SAMPLE = 100;

/** How much fits into an element, in pixels and in characters. */
export function useRoom(element: RefObject<HTMLElement | null>, fontSize: number): Room {
  const [room, setRoom] = useState<Room>({ width: 800, height: 400, column: fontSize * 0.6 });
  useLayoutEffect(() => {
    const measured = element.current;
    if (!measured) {
      return;
    }
    let gone = false;
    const measure = () => {
      const context = document.createElement("canvas").getContext("2d");
      let column = fontSize * 0.6;
      if (context) {
        context.font = `${fontSize}px ${mono.fontFamily}`;
        column = context.measureText("0".repeat(SAMPLE)).width / SAMPLE;
      }
      const { clientWidth: width, clientHeight: height } = measured;
      if (!gone) {
        setRoom((before) =>
          before.width === width && before.height === height && before.column === column
            ? before
            : { width, height, column },
        );
      }
    };
    measure();
    void document.fonts?.ready.then(measure);
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => {
      gone = true;
      observer.disconnect();
    };
  }, [element, fontSize]);
  return room;
}
