import { Box, IconButton, InputAdornment, Stack, TextField, Tooltip } from "@mui/material";
import { CircleCheck, CircleX, Eye, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../../api/client";
import { useSettled } from "../../../ui/selection";

interface Props {
  label: string;
  value: string;
  onChange(password: string): void;
  /** Whose it will be; one's own when absent. */
  username?: string;
  error?: string;
  autoFocus?: boolean;
}

type Strength = Schemas["PasswordStrength"];

/** A password that is to be set: whether the policy takes it is told as one types. */
export function NewPassword({ label, value, onChange, username, error, autoFocus }: Props) {
  const { t } = useTranslation("access");
  const [shown, setShown] = useState(false);
  const strength = useStrength(value, username);
  return (
    <div>
      <TextField
        label={label}
        type={shown ? "text" : "password"}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="new-password"
        error={error !== undefined}
        helperText={error}
        required
        autoFocus={autoFocus}
        slotProps={{
          htmlInput: { maxLength: 1024, spellCheck: false },
          input: {
            endAdornment: (
              <InputAdornment position="end">
                <Tooltip title={shown ? t("password.hide") : t("password.show")}>
                  <IconButton
                    aria-label={shown ? t("password.hide") : t("password.show")}
                    onClick={() => setShown(!shown)}
                    edge="end"
                  >
                    {shown ? <EyeOff size={16} /> : <Eye size={16} />}
                  </IconButton>
                </Tooltip>
              </InputAdornment>
            ),
          },
        }}
      />
      <Box role="status" sx={{ minHeight: 24, paddingBlock: 0.5 }}>
        {strength && <Judgement strength={strength} />}
      </Box>
    </div>
  );
}

function Judgement({ strength }: { strength: Strength }) {
  const { t } = useTranslation(["access", "ui"]);
  const words = strength.accepted
    ? [t("password.accepted")]
    : strength.weaknesses.map(({ rule, detail }) => t(`ui:password.weak.${rule}`, { defaultValue: detail ?? "" }));
  const Icon = strength.accepted ? CircleCheck : CircleX;
  return (
    <Stack
      component="ul"
      sx={(theme) => ({
        margin: 0,
        padding: 0,
        listStyle: "none",
        fontSize: "0.8125rem",
        color: theme.vars?.palette.tone[strength.accepted ? "success" : "error"].text,
      })}
    >
      {words.map((word) => (
        <Stack key={word} component="li" sx={{ flexDirection: "row", gap: 0.75, alignItems: "center" }}>
          <Icon size={15} aria-hidden />
          {word}
        </Stack>
      ))}
    </Stack>
  );
}

/** Asks the server once somebody stops typing. Not a query: what is typed here belongs in no cache. */
function useStrength(password: string, username: string | undefined): Strength | undefined {
  const settled = useSettled(password, 350);
  const [judged, setJudged] = useState<{ password: string; strength: Strength }>();
  useEffect(() => {
    if (settled === "") {
      return;
    }
    const gone = new AbortController();
    const body = { password: settled, ...(username ? { username } : {}) };
    take(api.POST("/auth/password/strength", { body, signal: gone.signal })).then(
      (strength) => setJudged({ password: settled, strength }),
      // Without a judgement the password can still be sent: then the server says the same.
      () => undefined,
    );
    return () => gone.abort();
  }, [settled, username]);
  return password !== "" && judged?.password === password ? judged.strength : undefined;
}
