import { Box, Button, ButtonBase, Stack, Typography } from "@mui/material";
import { Check } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Target } from "./data";
import { type Facet, facetsOf } from "./facets";
import { hasTag, includesTerm, toggleTerm } from "./selector";

interface Props {
  targets: readonly Target[];
  /** There are more than these. */
  more: boolean;
  selector: string;
  onSelector(selector: string): void;
}

const FEW = 6;

/** Which tags there are among the targets that are loaded, to narrow them down by a click. */
export function Facets({ targets, more, selector, onSelector }: Props) {
  const { t } = useTranslation("targets");
  const facets = facetsOf(targets);
  if (facets.length === 0) {
    return null;
  }
  return (
    <Stack component="aside" aria-label={t("facets.title")} sx={{ gap: 2 }}>
      <Typography variant="body2" color="textSecondary">
        {t(more ? "facets.partly" : "facets.all", { count: targets.length })}
      </Typography>
      {facets.map((facet) => (
        <One key={facet.key} facet={facet} selector={selector} onSelector={onSelector} />
      ))}
    </Stack>
  );
}

function One({ facet, selector, onSelector }: { facet: Facet } & Pick<Props, "selector" | "onSelector">) {
  const { t } = useTranslation("targets");
  const [all, setAll] = useState(false);
  const title = useId();
  const shown = all ? facet.values : facet.values.slice(0, FEW);
  return (
    <Box role="group" aria-labelledby={title}>
      <Typography id={title} variant="h3" component="h2" sx={{ overflowWrap: "anywhere" }}>
        {facet.key}
      </Typography>
      {shown.map(({ value, count }) => {
        const term = hasTag(facet.key, value);
        const chosen = includesTerm(selector, term);
        return (
          <ButtonBase
            key={value}
            aria-pressed={chosen}
            onClick={() => onSelector(toggleTerm(selector, term))}
            sx={(theme) => ({
              display: "flex",
              width: "100%",
              gap: 1,
              alignItems: "center",
              justifyContent: "space-between",
              padding: "3px 8px",
              borderRadius: 1,
              textAlign: "start",
              fontFamily: "inherit",
              fontSize: "0.8125rem",
              fontWeight: chosen ? 620 : 400,
              color: chosen ? theme.vars?.palette.primary.main : undefined,
              "&:hover": { backgroundColor: theme.vars?.palette.action.hover },
              "&:focus-visible": { outline: `2px solid ${theme.vars?.palette.primary.main}` },
            })}
          >
            <Box component="span" sx={{ overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" }}>
              {value}
            </Box>
            <Box
              component="span"
              sx={{ display: "inline-flex", gap: 0.5, alignItems: "center", fontVariantNumeric: "tabular-nums" }}
            >
              {chosen && <Check size={14} aria-hidden />}
              {count}
            </Box>
          </ButtonBase>
        );
      })}
      {facet.values.length > FEW && (
        <Button onClick={() => setAll(!all)} sx={{ minHeight: 28, paddingInline: 1 }}>
          {all ? t("facets.fewer") : t("facets.more", { count: facet.values.length - FEW })}
        </Button>
      )}
    </Box>
  );
}
