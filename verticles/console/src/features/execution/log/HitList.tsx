import { Alert, Box, Button } from "@mui/material";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { mono } from "../../../app/theme";
import { bytes } from "../../../app/times";
import { PLAIN, parseLine } from "./ansi";
import { type Marks, piecesOf, rangesOf } from "./highlight";
import { type Place, placeOfHit } from "./links";
import type { Search } from "./useSearch";

const ROW = 26;
/** What is shown of a line before its first hit; in characters. */
const LEAD = 40;

/** All hits, by target; choosing one brings its line into sight. */
export function HitList({ search, pick }: { search: Search; pick(place: Place): void }) {
  const { t } = useTranslation("execution");
  const { hits, problem, at, marks } = search;
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  useEffect(() => {
    if (at >= 0) {
      virtualizer.scrollToIndex(at, { align: "auto" });
    }
  }, [at, virtualizer]);
  if (problem) {
    return (
      <Alert severity="error" action={<Button onClick={() => search.again()}>{t("search.again")}</Button>}>
        {problem.message}
      </Alert>
    );
  }
  if (hits.length === 0) {
    return null;
  }
  return (
    <Box sx={(theme) => ({ borderBottom: `1px solid ${theme.vars?.palette.divider}` })}>
      <Box
        ref={scroller}
        role="list"
        aria-label={t("search.hits")}
        sx={{ maxHeight: { xs: 132, md: 184 }, overflow: "auto" }}
      >
        <Box sx={{ height: virtualizer.getTotalSize(), position: "relative" }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const hit = hits[index];
            return (
              hit && (
                <Box
                  key={index}
                  role="listitem"
                  sx={{ position: "absolute", insetInline: 0, height: ROW }}
                  style={{ top: start }}
                >
                  <Hit hit={hit} chosen={index === at} marks={marks} pick={() => pick(placeOfHit(hit))} />
                </Box>
              )
            );
          })}
        </Box>
      </Box>
      {search.more && !search.searching && (
        <Button size="small" onClick={() => search.loadMore()}>
          {t("search.more", { size: bytes(search.scanned) })}
        </Button>
      )}
    </Box>
  );
}

interface HitProps {
  hit: Schemas["OutputHit"];
  chosen: boolean;
  marks: Marks | undefined;
  pick(): void;
}

function Hit({ hit, chosen, marks, pick }: HitProps) {
  const from = Math.max(0, hit.matchStart - LEAD);
  const { text } = parseLine(hit.line.slice(from, hit.matchEnd + 300), PLAIN);
  const pieces = piecesOf([{ text, style: PLAIN }], marks ? rangesOf(text, marks) : []);
  return (
    <Box
      component="button"
      type="button"
      aria-current={chosen ? "true" : undefined}
      onClick={pick}
      sx={(theme) => ({
        ...mono,
        fontSize: "0.75rem",
        display: "flex",
        gap: 1.5,
        width: "100%",
        height: ROW,
        alignItems: "center",
        paddingInline: 1.5,
        border: 0,
        textAlign: "start",
        whiteSpace: "pre",
        overflow: "hidden",
        cursor: "pointer",
        color: theme.vars?.palette.log.text,
        backgroundColor: chosen ? theme.vars?.palette.tone.info.fill : "transparent",
        "&:hover": { backgroundColor: theme.vars?.palette.tone.neutral.fill },
        "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}`, outlineOffset: -2 },
        "& .hit": { backgroundColor: theme.vars?.palette.log.hit },
      })}
    >
      <Box component="span" sx={{ flex: "none", color: "text.secondary" }}>
        {hit.target.name}:{hit.lineNumber}
      </Box>
      <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis" }}>
        {from > 0 && "…"}
        {pieces.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have nothing but their place
          <span key={index} className={piece.hit ? "hit" : undefined}>
            {piece.text}
          </span>
        ))}
      </Box>
    </Box>
  );
}
