import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiProblem, asProblem } from "../../../api/problem";
import { useFeedback } from "../../../ui/Feedback";
import { useStepUp } from "../../../ui/StepUp";

export interface Request {
  busy: boolean;
  /** What the server said against the last attempt. */
  problem: ApiProblem | null;
  /** Whether it was done, and what follows of it too. */
  attempt<T>(request: () => Promise<T>, then?: (answer: T) => unknown): Promise<boolean>;
  forget(): void;
}

/** One request of a form at a time, with the second factor that it may need; what is wrong stays to be shown. */
export function useRequest(): Request {
  const stepUp = useStepUp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  return {
    busy,
    problem,
    forget: () => setProblem(null),
    async attempt(request, then) {
      setBusy(true);
      setProblem(null);
      try {
        const answer = await stepUp(request);
        await then?.(answer);
        return true;
      } catch (error) {
        setProblem(asProblem(error));
        return false;
      } finally {
        setBusy(false);
      }
    },
  };
}

/** Does one thing that has no form of its own; what is wrong is told. */
export function useAct(): <T>(request: () => Promise<T>, then?: (answer: T) => unknown) => Promise<boolean> {
  const stepUp = useStepUp();
  const { t } = useTranslation("access");
  const { fail, tell } = useFeedback();
  return async (request, then) => {
    try {
      await then?.(await stepUp(request));
      return true;
    } catch (error) {
      if (asProblem(error).code === "step_up_required") {
        tell(t("notShown"));
      } else {
        fail(error);
      }
      return false;
    }
  };
}
