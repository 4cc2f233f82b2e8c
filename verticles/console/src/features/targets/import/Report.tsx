import {
  Box,
  Button,
  FormControlLabel,
  Stack,
  Switch,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from "@mui/material";
import { Ban, CircleAlert, CircleCheck, CircleX, Pencil } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { mono } from "../../../app/theme";
import type { MarkLook } from "../look";
import { Mark } from "../Mark";
import type { Note, NoteKind } from "./parsed";
import { groupNotes, type Plan, type PlanOptions, reportLines } from "./plan";

const LOOKS: Record<NoteKind, MarkLook> = {
  mapped: { tone: "success", icon: CircleCheck },
  changed: { tone: "info", icon: Pencil },
  unsupported: { tone: "warning", icon: Ban },
  conflict: { tone: "warning", icon: CircleAlert },
  error: { tone: "error", icon: CircleX },
};
const KINDS = Object.keys(LOOKS) as NoteKind[];
const PART = 100;

interface Props {
  text: string;
  plan: Plan;
  taken: PlanOptions["taken"];
  onTaken(taken: PlanOptions["taken"]): void;
}

/** The dry run: what becomes of each line. */
export function Report({ text, plan, taken, onTaken }: Props) {
  const { t } = useTranslation("targets");
  const { t: ui } = useTranslation("ui");
  const [kind, setKind] = useState<NoteKind | null>(null);
  const [shown, setShown] = useState(PART);
  const lines = useMemo(() => reportLines(text, plan, kind ?? undefined), [text, plan, kind]);
  return (
    <Stack component="section" aria-labelledby="dry-run" sx={{ gap: 1.5 }}>
      <Stack direction="row" sx={{ justifyContent: "space-between", alignItems: "center", flexWrap: "wrap", gap: 1 }}>
        <Box role="status">
          <Typography variant="h3" id="dry-run">
            {t("import.dryRun", { count: plan.targets.length })}
          </Typography>
        </Box>
        <FormControlLabel
          control={
            <Switch
              checked={taken === "number"}
              onChange={(event) => onTaken(event.target.checked ? "number" : "leave")}
            />
          }
          label={t("import.number")}
        />
      </Stack>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={kind}
        onChange={(_, next: NoteKind | null) => {
          setKind(next);
          setShown(PART);
        }}
        aria-label={t("import.kinds")}
        sx={{ flexWrap: "wrap" }}
      >
        {KINDS.map((one) => (
          <ToggleButton
            key={one}
            value={one}
            // One that is chosen can be taken back, whatever it counts.
            disabled={plan.counts[one] === 0 && kind !== one}
            sx={{ textTransform: "none", paddingBlock: 0.5 }}
          >
            {t(`import.kind.${one}`)} {plan.counts[one]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {lines.length === 0 && <Typography color="textSecondary">{t("import.noLines")}</Typography>}
      <Box component="ol" sx={{ listStyle: "none", margin: 0, padding: 0 }}>
        {lines.slice(0, shown).map(({ line, text: source, notes }) => (
          <Box
            component="li"
            key={line}
            sx={(theme) => ({
              display: "grid",
              gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 2fr) minmax(0, 3fr)" },
              columnGap: 2,
              rowGap: 0.5,
              paddingBlock: 1,
              borderTop: `1px solid ${theme.vars?.palette.divider}`,
            })}
          >
            <Box sx={{ ...mono, whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
              <Box component="span" sx={{ color: "text.secondary", userSelect: "none", marginInlineEnd: 1.5 }}>
                {line}
              </Box>
              {source}
            </Box>
            <Notes notes={notes} />
          </Box>
        ))}
      </Box>
      {lines.length > shown && (
        <Button onClick={() => setShown(shown + PART * 5)}>
          {ui("more")} · {ui("andMore", { count: lines.length - shown })}
        </Button>
      )}
    </Stack>
  );
}

/** What is said of a line. What is said of many hosts is shown of the first; all of it when it is asked for. */
function Notes({ notes }: { notes: readonly Note[] }) {
  const { t } = useTranslation("targets");
  const [all, setAll] = useState(false);
  const groups = useMemo(() => groupNotes(notes), [notes]);
  const shown = all ? notes.map((note) => ({ note, more: 0 })) : groups;
  return (
    <Stack sx={{ gap: 0.5 }}>
      {shown.map(({ note: { kind, code, values }, more }, index) => (
        <Stack
          // biome-ignore lint/suspicious/noArrayIndexKey: notes have no name, and their order stays
          key={index}
          direction="row"
          sx={{ gap: 1, rowGap: 0.5, alignItems: "flex-start", flexWrap: { xs: "wrap", sm: "nowrap" } }}
        >
          <Box sx={{ flexShrink: 0 }}>
            <Mark {...LOOKS[kind]}>{t(`import.kind.${kind}`)}</Mark>
          </Box>
          <Typography variant="body2" sx={{ paddingTop: "3px", overflowWrap: "anywhere" }}>
            {t(`import.note.${code}`, values)}
            {more > 0 && ` · ${t("import.alike", { count: more })}`}
          </Typography>
        </Stack>
      ))}
      {notes.length > groups.length && (
        <Button onClick={() => setAll(!all)} aria-expanded={all} sx={{ alignSelf: "flex-start" }}>
          {all ? t("import.fewer") : t("import.each", { count: notes.length })}
        </Button>
      )}
    </Stack>
  );
}
