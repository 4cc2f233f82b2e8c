import { useState } from "react";
import { type ApiProblem, asProblem } from "../api/problem";

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
