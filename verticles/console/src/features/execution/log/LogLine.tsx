import { memo } from "react";
import { useTranslation } from "react-i18next";
import { bytes } from "../../../app/times";
import { parseLine } from "./ansi";
import { cssOf, type Light } from "./colours";
import { type Marks, piecesOf, rangesOf } from "./highlight";
import type { LineStore } from "./LineStore";
import { type Place, writePlace } from "./links";

interface Props {
  store: LineStore;
  index: number;
  /** Another one when the line has grown. */
  length: number;
  /** Whether all lines are of one target, whose name is left out. */
  narrow: boolean;
  current: boolean;
  marks: Marks | undefined;
  light: Light;
  colours: boolean;
  /** Writes the time of a line; undefined when none is to be shown. */
  clock: ((at: number) => string) | undefined;
  pick(place: Place): void;
}

/** One line with what is before it; only text, whatever is in it. */
export const LogLine = memo(function LogLine(props: Props) {
  const { store, index, narrow, current, marks, light, colours, clock, pick } = props;
  const { t } = useTranslation("execution");
  const { source, number, time, text, start, elided, continued, forgotten } = store.line(index);
  const { target, stream } = source;
  if (elided !== undefined || forgotten) {
    return (
      <div className="line" data-line={index}>
        <span className="gutter">{narrow ? "" : target}</span>
        <span className="text said">
          {elided === undefined ? t("log.forgotten") : t("log.elided", { size: bytes(elided) })}
        </span>
      </div>
    );
  }
  const parsed = parseLine(text, start);
  const pieces = piecesOf(parsed.spans, marks ? rangesOf(parsed.text, marks) : []);
  const place: Place = { ...source, number };
  return (
    <div
      className={`line ${stream}${current ? " current" : ""}`}
      data-line={index}
      data-place={current ? writePlace(place) : undefined}
    >
      <button
        type="button"
        tabIndex={-1}
        className="gutter"
        aria-label={t("log.linkTo", { number, target, stream })}
        onClick={() => pick(place)}
      >
        {clock && <span className="time">{time === undefined || continued ? "" : clock(time)}</span>}
        <span className="name">{continued ? "" : narrow ? number : target}</span>
        <span className="mark">{stream === "stderr" ? "!" : "│"}</span>
      </button>
      <span className="text">
        {pieces.map((piece, at) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing but their place
            key={at}
            className={piece.hit ? "hit" : undefined}
            style={colours ? cssOf(piece.style, light) : undefined}
          >
            {piece.text}
          </span>
        ))}
        {pieces.length === 0 && "\u200b"}
      </span>
    </div>
  );
});
