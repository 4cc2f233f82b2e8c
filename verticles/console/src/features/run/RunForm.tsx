import {
  Box,
  Card,
  FormControl,
  IconButton,
  MenuItem,
  Stack,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  Tooltip,
  Typography,
} from "@mui/material";
import { Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { mono } from "../../app/theme";
import { CodeEditor } from "../../ui/CodeEditor";
import { TargetSelector } from "../../ui/TargetSelector";
import { INTERPRETERS, type Interpreter } from "../jobs/jobForm";
import type { AdHocForm } from "./adHoc";
import { looksSecret } from "./commandLines";

interface Props {
  form: AdHocForm;
  onChange(change: Partial<AdHocForm>): void;
  says(pointer: string): string | undefined;
  onRun(): void;
}

/** On which targets, what, and within which limits. */
export function RunForm({ form, onChange, says, onRun }: Props) {
  const { t } = useTranslation("run");
  const script = form.type === "script";
  return (
    <Stack sx={{ gap: 2, minWidth: 0 }}>
      <Card component="section" sx={{ padding: 2 }}>
        <TargetSelector
          value={form.targets}
          onChange={(targets) => onChange({ targets })}
          error={says("/targets") ?? says("/targets/selector") ?? says("/targets/ids")}
        />
      </Card>
      <Card component="section" sx={{ padding: 2, display: "grid", gap: 1.5, minWidth: 0 }}>
        <Stack direction="row" sx={{ alignItems: "center", justifyContent: "space-between", flexWrap: "wrap", gap: 1 }}>
          <ToggleButtonGroup
            exclusive
            size="small"
            value={form.type}
            aria-label={t("what")}
            onChange={(_, type: AdHocForm["type"] | null) => type && onChange({ type })}
          >
            {(["command", "script"] as const).map((type) => (
              <ToggleButton key={type} value={type} sx={{ paddingBlock: 0.25, textTransform: "none" }}>
                {t(type)}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
          {script && (
            <FormControl>
              <TextField
                select
                label={t("interpreter")}
                value={form.interpreter}
                onChange={(event) => onChange({ interpreter: event.target.value as Interpreter })}
                sx={{ width: 150 }}
              >
                {INTERPRETERS.map((interpreter) => (
                  <MenuItem key={interpreter} value={interpreter}>
                    {interpreter}
                  </MenuItem>
                ))}
              </TextField>
            </FormControl>
          )}
        </Stack>
        <CodeEditor
          key={form.type}
          label={t(form.type)}
          value={script ? form.script : form.command}
          onChange={(code) => onChange(script ? { script: code } : { command: code })}
          language={script ? form.interpreter : "sh"}
          lines={script ? 10 : 3}
          error={says(`/${form.type}`)}
          hint={script ? undefined : t("commandHint")}
          onSubmit={onRun}
        />
        <Variables form={form} onChange={onChange} says={says} />
        <Box sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "repeat(auto-fit, minmax(150px, 1fr))" }}>
          <Limit form={form} name="parallelism" pointer="/strategy/parallelism" {...{ onChange, says }} />
          <Limit form={form} name="timeoutSeconds" pointer="/timeoutSeconds" {...{ onChange, says }} />
        </Box>
      </Card>
    </Stack>
  );
}

interface LimitProps extends Omit<Props, "onRun"> {
  name: "parallelism" | "timeoutSeconds";
  pointer: string;
}

const OTHERWISE = { parallelism: "50", timeoutSeconds: "86400" };

function Limit({ form, name, pointer, onChange, says }: LimitProps) {
  const { t } = useTranslation("run");
  return (
    <TextField
      label={t(name)}
      value={form[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
      placeholder={OTHERWISE[name]}
      error={says(pointer) !== undefined}
      helperText={says(pointer) ?? t(`${name}Help`)}
      slotProps={{
        htmlInput: { inputMode: "numeric", maxLength: 10, autoComplete: "off" },
        inputLabel: { shrink: true },
      }}
    />
  );
}

function Variables({ form, onChange, says }: Omit<Props, "onRun">) {
  const { t } = useTranslation("run");
  const { variables } = form;
  const set = (index: number, change: Partial<AdHocForm["variables"][number]>) =>
    onChange({ variables: variables.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  return (
    <Box role="group" aria-label={t("variables.title")} sx={{ display: "grid", gap: 1 }}>
      <Stack direction="row" sx={{ alignItems: "center", gap: 1 }}>
        <Typography variant="h3" component="span">
          {t("variables.title")}
        </Typography>
        <Tooltip title={t("variables.add")}>
          <IconButton
            aria-label={t("variables.add")}
            disabled={variables.length >= 100}
            onClick={() => onChange({ variables: [...variables, { name: "", value: "" }] })}
          >
            <Plus size={16} />
          </IconButton>
        </Tooltip>
      </Stack>
      {variables.map((variable, index) => {
        const wrong = says(`/variables/${index}`) ?? says(`/parameters/${variable.name}`);
        const remove = t("variables.remove", { name: variable.name || index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a variable has no name while it is typed
          <Stack key={index} direction="row" sx={{ gap: 1, alignItems: "flex-start" }}>
            <TextField
              label={t("variables.name")}
              value={variable.name}
              onChange={(event) => set(index, { name: event.target.value })}
              error={wrong !== undefined}
              helperText={wrong}
              slotProps={{ htmlInput: { maxLength: 128, spellCheck: false, autoComplete: "off", style: mono } }}
            />
            <TextField
              label={t("variables.value")}
              value={variable.value}
              onChange={(event) => set(index, { value: event.target.value })}
              type={looksSecret(variable.name) ? "password" : "text"}
              slotProps={{ htmlInput: { maxLength: 65_536, spellCheck: false, autoComplete: "off", style: mono } }}
            />
            <Tooltip title={remove}>
              <IconButton
                aria-label={remove}
                onClick={() => onChange({ variables: variables.filter((_, at) => at !== index) })}
                sx={{ marginTop: 0.5 }}
              >
                <Trash2 size={16} />
              </IconButton>
            </Tooltip>
          </Stack>
        );
      })}
      {variables.some(({ name }) => looksSecret(name)) && (
        <Typography variant="caption" color="textSecondary">
          {t("variables.secret")}
        </Typography>
      )}
    </Box>
  );
}
