import { Box } from "@mui/material";
import {
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../../app/theme";
import { useTimes } from "../../../app/times";
import type { Feed } from "../feed";
import { useLight } from "../useLight";
import type { Marks } from "./highlight";
import { LogLine } from "./LogLine";
import type { Place } from "./links";
import { logStyles } from "./logStyles";
import { RowIndex } from "./RowIndex";
import { ScrollScale } from "./ScrollScale";
import type { LineView } from "./TaskLines";
import { useRoom } from "./useRoom";

export interface LogHandle {
  /** Brings a line of the store into sight. */
  show(line: number): void;
  /** The place in the view of the first line that is in sight. */
  first(): number;
  focus(): void;
}

interface Props {
  feed: Feed;
  view: LineView;
  narrow: boolean;
  wrap: boolean;
  colours: boolean;
  /** Whether each line says when it was stored. */
  times: boolean;
  fontSize: number;
  follows: boolean;
  /** Whether more may come. */
  running: boolean;
  /** Somebody scrolled up, or down to the end. */
  onFollows(follows: boolean): void;
  marks: Marks | undefined;
  current: number;
  pick(place: Place): void;
  ref: Ref<LogHandle>;
}

const OVERSCAN = 8;
const PADDING = 20;
const SETTLED = 250;
/** Columns of a time, with the gap behind it. */
const CLOCK = 9;
/** How long after a key, a wheel or a finger moved it a scroll is that of a person; milliseconds. */
const BY_HAND = 1_500;

/** The lines that are in sight, of as many as there are. */
export function LogView(props: Props) {
  const { feed, view, narrow, wrap, colours, times, fontSize, follows, running, onFollows, marks, current, pick, ref } =
    props;
  const { t } = useTranslation("execution");
  const light = useLight();
  const { clock } = useTimes();
  const store = feed.lines;
  useSyncExternalStore(feed.subscribeLines, () => feed.linesVersion);
  const scroller = useRef<HTMLDivElement>(null);
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const [scale] = useState(() => new ScrollScale());
  const room = useRoom(scroller, fontSize);

  const rowHeight = Math.round(fontSize * 1.55);
  const gutter =
    (narrow ? 8 : Math.min(Math.max(store.widestName, 4), room.width < 600 ? 9 : 20)) + 3 + (times ? CLOCK : 0);
  const columns = Math.max(16, Math.floor((room.width - PADDING) / room.column) - gutter);
  const index = useMemo(
    () => new RowIndex(view, (line) => store.columns(line), wrap ? columns : Number.POSITIVE_INFINITY),
    [view, store, wrap, columns],
  );
  index.extend();
  index.touch(store.takeGrown());

  // The line at the top stays there when lines are laid out in another way.
  const top = useRef<{ index: RowIndex; line: number }>({ index, line: -1 });
  scale.resize(index.total * rowHeight, room.height);
  if (top.current.index !== index) {
    scale.goTo(index.rowOf(Math.max(0, view.positionOf(top.current.line))) * rowHeight);
  }
  // The last lines come together with the word that there are no more.
  const last = useRef({ follows, running });
  if (follows || (last.current.follows && last.current.running && !running)) {
    scale.goTo(scale.end);
  }
  last.current = { follows, running };
  // Lines may come while one is led to another: until a person moves, it stays in sight.
  const led = useRef(-1);
  const ledTo = view.positionOf(led.current);
  if (follows) {
    led.current = -1;
  } else if (led.current >= 0 && ledTo >= 0) {
    scale.goTo(index.rowOf(ledTo) * rowHeight - room.height / 3);
  }
  const start = index.positionAt(Math.max(0, Math.floor(scale.position / rowHeight) - OVERSCAN));
  const shown: number[] = [];
  const startRow = index.rowOf(start);
  const lastRow = (scale.position + room.height) / rowHeight + OVERSCAN;
  for (let position = start, row = startRow; position < view.count && row < lastRow; position++) {
    shown.push(view.at(position));
    row += index.rowsOf(position);
  }
  top.current = { index, line: view.at(index.positionAt(Math.floor(scale.position / rowHeight))) };

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && Math.abs(element.scrollTop - scale.scrollTop) > 1) {
      element.scrollTop = scale.scrollTop;
    }
  });

  const touched = useRef(Number.NEGATIVE_INFINITY);

  useImperativeHandle(ref, () => ({
    show(line) {
      const position = view.positionOf(line);
      if (position >= 0) {
        const pixel = index.rowOf(position) * rowHeight;
        if (pixel < scale.position || pixel > scale.position + room.height - 2 * rowHeight) {
          led.current = line;
        }
        redraw();
      }
    },
    first: () => index.positionAt(Math.ceil(scale.position / rowHeight)),
    focus: () => scroller.current?.focus(),
  }));

  const touch = () => {
    touched.current = performance.now();
    led.current = -1;
  };

  const scrolled = (element: HTMLDivElement) => {
    if (Math.abs(element.scrollTop - scale.scrollTop) <= 1) {
      return;
    }
    const byHand = performance.now() - touched.current < BY_HAND;
    if ((follows || led.current >= 0) && !byHand) {
      // The browser moved it, as it does when the room changes, or lines come while it is led to one of them.
      redraw();
      return;
    }
    if (byHand) {
      touch();
    }
    const before = scale.position;
    scale.scrolled(element.scrollTop);
    if (scale.position < before) {
      onFollows(false);
    } else if (scale.position >= scale.end - 1) {
      onFollows(true);
    }
    redraw();
    // The scroll bar says again where one is, once nobody moves it.
    clearTimeout(settle.current);
    settle.current = setTimeout(() => {
      scale.goTo(scale.position);
      redraw();
    }, SETTLED);
  };

  const wide = wrap ? undefined : Math.ceil((Math.min(store.widest, 16_384) + gutter) * room.column) + PADDING;
  return (
    <Box
      ref={scroller}
      role="region"
      aria-label={t("log.label")}
      tabIndex={0}
      onScroll={(event) => scrolled(event.currentTarget)}
      onWheel={(event) => {
        touch();
        if (event.deltaY < 0) {
          onFollows(false);
        }
      }}
      onTouchMove={touch}
      onPointerDown={touch}
      onKeyDown={touch}
      sx={(theme) => ({ ...mono, ...logStyles(theme), flex: 1, minHeight: 0, overflow: "auto", position: "relative" })}
      style={{ fontSize, lineHeight: `${rowHeight}px` }}
      className={wrap ? "wraps" : undefined}
    >
      <div style={{ height: scale.scrolledHeight, minWidth: wide, position: "relative" }}>
        <div
          style={{
            position: "absolute",
            insetInline: 0,
            transform: `translateY(${scale.scrollTop + startRow * rowHeight - scale.position}px)`,
            ["--gutter" as string]: `${gutter}ch`,
          }}
        >
          {shown.map((line) => (
            <LogLine
              key={line}
              store={store}
              index={line}
              length={store.lengthOf(line)}
              narrow={narrow}
              current={line === current}
              marks={marks}
              light={light}
              colours={colours}
              clock={times ? clock : undefined}
              pick={pick}
            />
          ))}
        </div>
      </div>
    </Box>
  );
}
