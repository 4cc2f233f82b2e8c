import { Alert, AlertTitle, Box, Button } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../../api/problem";

interface Props {
  problem: ApiProblem | null;
  /** Fields that show what is wrong with them themselves, such as `/name`. */
  fields?: string[];
  /** What to do when somebody else has changed it meanwhile. */
  stale?: { load(): unknown; overwrite?(): unknown };
}

/** What the server said against a request; what it said of a field is shown at the field. */
export function Refused({ problem, fields = [], stale }: Props) {
  const { t } = useTranslation(["access", "ui"]);
  if (!problem || (problem.errors.length > 0 && problem.errors.every((error) => isShown(fields, error.pointer)))) {
    return null;
  }
  if (problem.status === 412 && stale) {
    return (
      <Alert
        severity="warning"
        role="alert"
        action={
          <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.5 }}>
            <Button color="inherit" onClick={() => stale.load()}>
              {t("stale.load")}
            </Button>
            {stale.overwrite && (
              <Button color="inherit" onClick={() => stale.overwrite?.()}>
                {t("stale.overwrite")}
              </Button>
            )}
          </Box>
        }
      >
        {t("stale.text")}
      </Alert>
    );
  }
  if (problem.code === "step_up_required") {
    return (
      <Alert severity="info" role="alert">
        {t("notShown")}
      </Alert>
    );
  }
  const title = t(`refused.${problem.code}`, { defaultValue: "" });
  return (
    <Alert severity="error" role="alert" sx={{ overflowWrap: "anywhere", alignItems: "flex-start" }}>
      {title && <AlertTitle>{title}</AlertTitle>}
      {problem.isOffline ? t("ui:offline.title") : t(`ui:passkey.${problem.code}`, { defaultValue: problem.message })}
      {problem.requestId && (
        <Box component="span" sx={{ display: "block", marginTop: 0.5, fontSize: "0.75rem" }}>
          {t("ui:requestId", { id: problem.requestId })}
        </Box>
      )}
    </Alert>
  );
}

function isShown(fields: string[], pointer: string | undefined): boolean {
  return fields.some((field) => pointer === field || pointer?.startsWith(`${field}/`));
}
