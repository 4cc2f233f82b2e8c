import { Alert } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "../../api/problem";

/** Does one thing at a time, and keeps what was wrong with it, or with what was before. */
export function useTrial(before: ApiProblem | null = null) {
  const [problem, setProblem] = useState(before);
  const [busy, setBusy] = useState(false);
  const attempt = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { problem, busy, attempt };
}

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
