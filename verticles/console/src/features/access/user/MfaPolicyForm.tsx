import { Box, Button, MenuItem, Stack, TextField, Typography } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { Refused } from "../shared/Refused";
import { useRequest } from "../shared/useRequest";

type Policy = Schemas["MfaPolicyInput"]["policy"];
type Policies = Schemas["MfaPolicies"];
export type PolicyChoice = "default" | NonNullable<Policy>;

interface Props {
  label: string;
  help?: string;
  choices: PolicyChoice[];
  /** What it means that nothing is said at this level. */
  unsaid: string;
  /** What is said now, where that is known. */
  current?: PolicyChoice;
  save(policy: Policy): Promise<Policies>;
  onSaved?(policies: Policies): unknown;
}

/** Whether somebody has to show a second factor, said at one level. */
export function MfaPolicyForm({ label, help, choices, unsaid, current, save, onSaved }: Props) {
  const { t } = useTranslation("access");
  const [chosen, setChosen] = useState<PolicyChoice | "">("");
  const [saved, setSaved] = useState<Policies | null>(null);
  const { busy, problem, attempt } = useRequest();
  const value = chosen || current || "";
  const submit = () => {
    const policy = chosen === "default" ? null : chosen;
    if (policy === "") {
      return;
    }
    void attempt(
      () => save(policy),
      async (policies) => {
        setChosen("");
        setSaved(policies);
        await onSaved?.(policies);
      },
    );
  };
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Refused problem={problem} />
      <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1, alignItems: "flex-start" }}>
        <TextField
          select
          label={label}
          value={value}
          onChange={(event) => {
            setSaved(null);
            setChosen(choices.find((one) => one === event.target.value) ?? "");
          }}
          helperText={help}
          sx={{ maxWidth: 380 }}
        >
          {choices.map((choice) => (
            <MenuItem key={choice} value={choice}>
              {choice === "default" ? unsaid : t(`mfa.policy.${choice}`)}
            </MenuItem>
          ))}
        </TextField>
        <Button
          variant="outlined"
          loading={busy}
          disabled={!chosen || chosen === current}
          onClick={submit}
          sx={{ height: 38 }}
        >
          {t("save")}
        </Button>
      </Stack>
      <Box role="status">
        {saved?.effective && (
          <Typography variant="body2">{t("mfa.effective", { policy: t(`mfa.policy.${saved.effective}`) })}</Typography>
        )}
      </Box>
    </Stack>
  );
}
