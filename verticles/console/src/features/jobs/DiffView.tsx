import { Box, Button, Typography } from "@mui/material";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { mono, type Tone } from "../../app/theme";
import { Hidden } from "../../ui/StatusBadge";
import { type DiffRow, folded, type Side, sideBySide } from "./sideBySide";

interface Props {
  before: string;
  after: string;
  beforeLabel: string;
  afterLabel: string;
}

/** Two texts beside each other; on a phone what goes is above what comes. */
export function DiffView({ before, after, beforeLabel, afterLabel }: Props) {
  const { t } = useTranslation("jobs");
  const [all, setAll] = useState(false);
  const rows = useMemo(() => sideBySide(before, after), [before, after]);
  const parts = useMemo(() => (all ? [{ rows }] : folded(rows)), [rows, all]);
  if (rows.every((row) => row.kind === "same")) {
    return <Typography color="textSecondary">{t("diff.none", { before: beforeLabel, after: afterLabel })}</Typography>;
  }
  return (
    <Box
      role="group"
      aria-label={t("diff.label", { before: beforeLabel, after: afterLabel })}
      sx={(theme) => ({
        ...mono,
        border: `1px solid ${theme.vars?.palette.divider}`,
        borderRadius: 1,
        overflow: "hidden",
        backgroundColor: theme.vars?.palette.log.background,
        color: theme.vars?.palette.log.text,
      })}
    >
      <Box sx={{ ...columns, fontFamily: "inherit", fontWeight: 620 }}>
        <Head label={`− ${beforeLabel}`} />
        <Head label={`+ ${afterLabel}`} />
      </Box>
      {parts.map((part, index) =>
        "alike" in part ? (
          <Button
            // biome-ignore lint/suspicious/noArrayIndexKey: parts keep their places
            key={index}
            fullWidth
            onClick={() => setAll(true)}
            sx={{ borderRadius: 0, minHeight: 28, fontSize: "0.75rem" }}
          >
            {t("diff.alike", { count: part.alike })}
          </Button>
        ) : (
          part.rows.map((row) => <Row key={`${row.left?.number}:${row.right?.number}`} row={row} />)
        ),
      )}
    </Box>
  );
}

const columns = { display: "grid", gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1fr) minmax(0, 1fr)" } };

function Head({ label }: { label: string }) {
  return (
    <Box sx={(theme) => ({ padding: "6px 10px", borderBottom: `1px solid ${theme.vars?.palette.divider}` })}>
      {label}
    </Box>
  );
}

function Row({ row }: { row: DiffRow }) {
  const same = row.kind === "same";
  return (
    <Box sx={columns}>
      <Line side={row.left} tone={same ? undefined : "error"} sign="−" hiddenOnPhone={same || !row.left} />
      <Line side={row.right} tone={same ? undefined : "success"} sign="+" hiddenOnPhone={!row.right} />
    </Box>
  );
}

interface LineProps {
  side: Side | undefined;
  tone: Tone | undefined;
  sign: string;
  hiddenOnPhone: boolean;
}

function Line({ side, tone, sign, hiddenOnPhone }: LineProps) {
  const { t } = useTranslation("jobs");
  return (
    <Box
      sx={(theme) => ({
        display: { xs: hiddenOnPhone ? "none" : "grid", md: "grid" },
        gridTemplateColumns: "44px 18px minmax(0, 1fr)",
        minHeight: 20,
        lineHeight: "20px",
        ...(tone && side
          ? { backgroundColor: theme.vars?.palette.tone[tone].fill, color: theme.vars?.palette.tone[tone].text }
          : {}),
        ...(side ? {} : { backgroundColor: theme.vars?.palette.action.hover }),
      })}
    >
      {side && (
        <>
          <Box
            component="span"
            aria-hidden
            sx={(theme) => ({
              textAlign: "end",
              paddingInlineEnd: 1,
              color: tone ? "inherit" : theme.vars?.palette.log.muted,
            })}
          >
            {side.number}
          </Box>
          <span aria-hidden>{tone ? sign : ""}</span>
          <Box component="span" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {tone && <Hidden>{t(sign === "+" ? "diff.added" : "diff.removed")} </Hidden>}
            {side.text}
          </Box>
        </>
      )}
    </Box>
  );
}
