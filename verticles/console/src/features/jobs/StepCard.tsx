import { Box, Button, Card, IconButton, MenuItem, Stack, TextField, Tooltip, Typography } from "@mui/material";
import { ArrowDown, ArrowUp, ChevronDown, ChevronUp, Trash2 } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeEditor } from "../../ui/CodeEditor";
import { useEditing } from "./fields";
import { INTERPRETERS, type Interpreter, type StepForm } from "./jobForm";
import { StepLimits } from "./StepLimits";

interface Props {
  step: StepForm;
  index: number;
  count: number;
  onChange(change: Partial<StepForm>): void;
  onMove(to: number): void;
  onRemove(): void;
}

/** One step: what runs, and how it fails. Alt and the arrow keys move it. */
export function StepCard({ step, index, count, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation("jobs");
  const { says, readOnly } = useEditing();
  const at = `/steps/${index}`;
  const limitsWrong = ["timeoutSeconds", "onLost", "patienceSeconds", "retry/attempts", "retry/factor"].some((field) =>
    says(`${at}/${field}`),
  );
  const [opened, setOpened] = useState(false);
  const open = opened || limitsWrong || readOnly;
  const named = step.name || t("steps.number", { number: index + 1 });
  const onKeyDown = (event: KeyboardEvent) => {
    // In the editor these keys move lines; what opens a menu has been taken, too.
    const taken = event.defaultPrevented || (event.target as HTMLElement).closest(".cm-editor") !== null;
    const to = event.key === "ArrowUp" ? index - 1 : event.key === "ArrowDown" ? index + 1 : -1;
    if (event.altKey && !taken && to >= 0 && to < count && !readOnly) {
      event.preventDefault();
      onMove(to);
    }
  };
  return (
    <Card
      component="li"
      data-step={step.key}
      onKeyDown={onKeyDown}
      aria-label={t("steps.of", { name: named, number: index + 1, count })}
      sx={{ padding: 1.5, display: "grid", gap: 1.5, minWidth: 0 }}
    >
      <Stack direction="row" sx={{ gap: 1, alignItems: "flex-start", flexWrap: "wrap" }}>
        <Typography color="textSecondary" sx={{ paddingTop: 1, minWidth: 20, fontVariantNumeric: "tabular-nums" }}>
          {index + 1}
        </Typography>
        <TextField
          label={t("steps.name")}
          value={step.name}
          onChange={(event) => onChange({ name: event.target.value })}
          error={says(`${at}/name`) !== undefined}
          helperText={says(`${at}/name`)}
          sx={{ flex: "1 1 180px" }}
          slotProps={{ htmlInput: { maxLength: 128 } }}
        />
        <TextField
          select
          label={t("steps.type")}
          value={step.type === "command" ? "command" : step.interpreter}
          onChange={(event) => {
            const kind = event.target.value;
            onChange(kind === "command" ? { type: "command" } : { type: "script", interpreter: kind as Interpreter });
          }}
          sx={{ flex: "0 1 190px" }}
          slotProps={{ select: { readOnly } }}
        >
          <MenuItem value="command">{t("steps.command")}</MenuItem>
          {INTERPRETERS.map((interpreter) => (
            <MenuItem key={interpreter} value={interpreter}>
              {t("steps.script", { interpreter })}
            </MenuItem>
          ))}
        </TextField>
        {!readOnly && (
          <Box sx={{ display: "flex", paddingTop: 0.5 }}>
            <StepButton label={t("steps.up", { name: named })} disabled={index === 0} onClick={() => onMove(index - 1)}>
              <ArrowUp size={16} />
            </StepButton>
            <StepButton
              label={t("steps.down", { name: named })}
              disabled={index === count - 1}
              onClick={() => onMove(index + 1)}
            >
              <ArrowDown size={16} />
            </StepButton>
            <StepButton label={t("steps.remove", { name: named })} disabled={count === 1} onClick={onRemove}>
              <Trash2 size={16} />
            </StepButton>
          </Box>
        )}
      </Stack>
      <CodeEditor
        label={step.type === "command" ? t("steps.commandOf", { name: named }) : t("steps.scriptOf", { name: named })}
        value={step[step.type]}
        onChange={(code) => onChange(step.type === "command" ? { command: code } : { script: code })}
        language={step.type === "command" ? "sh" : step.interpreter}
        lines={step.type === "command" ? 2 : 6}
        readOnly={readOnly}
        error={says(`${at}/${step.type}`)}
      />
      <Box>
        {!readOnly && (
          <Button
            aria-expanded={open}
            endIcon={open ? <ChevronUp size={16} /> : <ChevronDown size={16} />}
            onClick={() => setOpened(!open)}
          >
            {t("steps.limits")}
          </Button>
        )}
        {open && <StepLimits step={step} at={at} onChange={onChange} />}
      </Box>
    </Card>
  );
}

interface StepButtonProps {
  label: string;
  disabled: boolean;
  onClick(): void;
  children: React.ReactNode;
}

function StepButton({ label, disabled, onClick, children }: StepButtonProps) {
  return (
    <Tooltip title={disabled ? "" : label}>
      <span>
        <IconButton aria-label={label} disabled={disabled} onClick={onClick}>
          {children}
        </IconButton>
      </span>
    </Tooltip>
  );
}
