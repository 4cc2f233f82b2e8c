import { Alert } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../../api/problem";

/** Why somebody is not let in. */
export function Refused({ problem }: { problem: ApiProblem | null }) {
  const { t } = useTranslation(["signin", "ui"]);
  if (!problem) {
    return null;
  }
  const minutes = Math.ceil((problem.retryAfter ?? 60) / 60);
  return (
    <Alert severity="error" role="alert">
      {t([`refused.${problem.code}`, `ui:passkey.${problem.code}`], { defaultValue: problem.message, minutes })}
    </Alert>
  );
}
