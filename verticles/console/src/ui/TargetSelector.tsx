import {
  Autocomplete,
  Box,
  Button,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Typography,
} from "@mui/material";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, take } from "../api/client";
import { asProblem } from "../api/problem";
import { mono } from "../app/theme";
import { SavedViews } from "./SavedViews";
import {
  isChosen,
  type NamedTarget,
  nameContains,
  type Selected,
  type TargetSelection,
  useSelectedTargets,
  useSettled,
} from "./selection";

export type { TargetSelection } from "./selection";

interface Props {
  value: TargetSelection;
  onChange(value: TargetSelection): void;
  /** What the server said against it. */
  error?: string;
  label?: string;
}

/** Chooses targets, by an expression or by their names, and shows which they are. */
export function TargetSelector({ value, onChange, error, label }: Props) {
  const { t } = useTranslation("ui");
  const id = useId();
  const by = "ids" in value ? "names" : "expression";
  // What was chosen the other way comes back when one changes one's mind.
  const [other, setOther] = useState<TargetSelection>(by === "names" ? { selector: "" } : { ids: [] });
  const title = label ?? t("targets.label");
  return (
    <Box role="group" aria-labelledby={id} sx={{ display: "grid", gap: 1, minWidth: 0 }}>
      <Stack direction="row" sx={{ alignItems: "center", justifyContent: "space-between", flexWrap: "wrap", gap: 1 }}>
        <Typography id={id} variant="h3" component="span">
          {title}
        </Typography>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={by}
          aria-label={t("targets.by")}
          onChange={(_, next: string | null) => {
            if (next && next !== by) {
              setOther(value);
              onChange(other);
            }
          }}
        >
          {(["expression", "names"] as const).map((way) => (
            <ToggleButton key={way} value={way} sx={{ paddingBlock: 0.25, textTransform: "none" }}>
              {t(`targets.${way}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </Stack>
      {"ids" in value ? (
        <Names ids={value.ids} onChange={(ids) => onChange({ ids })} error={error} />
      ) : (
        <Expression selector={value.selector} onChange={(selector) => onChange({ selector })} error={error} />
      )}
    </Box>
  );
}

function Expression(props: { selector: string; onChange(selector: string): void; error?: string }) {
  const { t } = useTranslation("ui");
  const { selector, onChange, error } = props;
  const settled = useSettled(selector);
  const query = useSelectedTargets({ selector: settled });
  const problem = query.error ? asProblem(query.error) : undefined;
  const wrong = settled === selector ? (problem?.of("/selector") ?? problem?.message) : undefined;
  return (
    <>
      <TextField
        label={t("targets.expression")}
        value={selector}
        onChange={(event) => onChange(event.target.value)}
        error={Boolean(wrong ?? error)}
        helperText={wrong ?? error ?? t("targets.hint")}
        slotProps={{
          htmlInput: { maxLength: 4096, spellCheck: false, autoCapitalize: "none", autoComplete: "off", style: mono },
        }}
      />
      <SavedViews list="targets" query={selector} show={onChange} fixed />
      <Preview
        selected={isChosen({ selector: settled }) && !problem ? query.data : undefined}
        asking={query.isFetching || settled !== selector}
        chosen={isChosen({ selector })}
        failed={Boolean(problem)}
      />
    </>
  );
}

function Names({ ids, onChange, error }: { ids: string[]; onChange(ids: string[]): void; error?: string }) {
  const { t } = useTranslation("ui");
  const [typed, setTyped] = useState("");
  const [known, setKnown] = useState<Map<string, string>>(new Map());
  const selector = nameContains(useSettled(typed));
  const found = useQuery({
    queryKey: ["targets", "named", selector],
    queryFn: () => take(api.GET("/targets", { params: { query: { limit: 50, ...(selector ? { selector } : {}) } } })),
    placeholderData: keepPreviousData,
  });
  const missing = ids.filter((id) => !known.has(id));
  const lookedUp = useSelectedTargets({ ids: missing }, missing.length > 0);
  const names = new Map([...known, ...(lookedUp.data?.targets ?? []).map(({ id, name }) => [id, name] as const)]);
  const value = ids.map<NamedTarget>((id) => ({ id, name: names.get(id) ?? id }));
  const problem = found.error ? asProblem(found.error).message : undefined;
  const gone = lookedUp.data?.unknown.filter((id) => ids.includes(id)).length ?? 0;
  return (
    <>
      <Autocomplete
        multiple
        disableCloseOnSelect
        filterSelectedOptions
        value={value}
        inputValue={typed}
        // What is typed stays when names come in and when one is taken.
        onInputChange={(_, next, reason) => ["input", "clear", "blur"].includes(reason) && setTyped(next)}
        onChange={(_, next) => {
          setKnown(new Map([...names, ...next.map(({ id, name }) => [id, name] as const)]));
          onChange(next.map((target) => target.id));
        }}
        options={found.data?.items ?? []}
        filterOptions={(options) => options}
        loading={found.isFetching}
        loadingText={t("loading")}
        noOptionsText={t("targets.noneNamed")}
        getOptionLabel={(target) => target.name}
        getOptionKey={(target) => target.id}
        isOptionEqualToValue={(one, two) => one.id === two.id}
        limitTags={12}
        renderInput={(params) => (
          <TextField
            {...params}
            label={t("targets.names")}
            error={Boolean(error ?? problem) || gone > 0}
            helperText={error ?? problem ?? (gone > 0 ? t("targets.gone", { count: gone }) : t("targets.namesHint"))}
          />
        )}
      />
      <Typography variant="body2" role="status" color="textSecondary">
        {t("targets.count", { count: ids.length })}
      </Typography>
    </>
  );
}

interface PreviewProps {
  selected: Selected | undefined;
  asking: boolean;
  chosen: boolean;
  failed: boolean;
}

function Preview({ selected, asking, chosen, failed }: PreviewProps) {
  const { t } = useTranslation("ui");
  if (failed) {
    return null;
  }
  const said = !chosen
    ? t("targets.none")
    : asking || !selected
      ? t("targets.asking")
      : selected.more
        ? t("targets.moreThan", { count: selected.targets.length })
        : t("targets.count", { count: selected.targets.length });
  return (
    <Box sx={{ display: "grid", gap: 0.75, minWidth: 0 }}>
      <Typography variant="body2" role="status" sx={{ fontWeight: 560 }}>
        {said}
      </Typography>
      {selected && chosen && <TargetNames targets={selected.targets} />}
    </Box>
  );
}

const FEW = 24;
const MOST_SHOWN = 1000;

/** Names of targets, the first of them until one asks for all. */
export function TargetNames({ targets }: { targets: NamedTarget[] }) {
  const { t } = useTranslation("ui");
  const [all, setAll] = useState(false);
  if (targets.length === 0) {
    return null;
  }
  const shown = targets.slice(0, all ? MOST_SHOWN : FEW);
  const more = targets.length - shown.length;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Box
        component="ul"
        // Long lists scroll, which a keyboard has to reach.
        {...(all ? { tabIndex: 0, "aria-label": t("targets.label") } : {})}
        sx={{
          display: "flex",
          flexWrap: "wrap",
          gap: 0.5,
          margin: 0,
          padding: 0,
          listStyle: "none",
          maxHeight: all ? 240 : undefined,
          overflowY: all ? "auto" : undefined,
        }}
      >
        {shown.map((target) => (
          <Box
            component="li"
            key={target.id}
            sx={(theme) => ({
              ...mono,
              fontSize: "0.75rem",
              paddingInline: 0.75,
              borderRadius: 0.75,
              overflowWrap: "anywhere",
              color: theme.vars?.palette.tone.neutral.text,
              backgroundColor: theme.vars?.palette.tone.neutral.fill,
            })}
          >
            {target.name}
          </Box>
        ))}
        {all && more > 0 && <li>{t("andMore", { count: more })}</li>}
      </Box>
      {targets.length > FEW && (
        <Button size="small" onClick={() => setAll(!all)} sx={{ marginTop: 0.5, minHeight: 28 }}>
          {all ? t("targets.fewer") : t("targets.all", { count: targets.length })}
        </Button>
      )}
    </Box>
  );
}
