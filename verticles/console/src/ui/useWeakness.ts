import { useTranslation } from "react-i18next";
import type { ApiProblem } from "../api/problem";

/** What is wrong with the password in the field `newPassword`, in the reader's language. */
export function useWeakness(problem: ApiProblem | null): string | undefined {
  const { t } = useTranslation("ui");
  const said = problem?.of("/newPassword");
  if (problem?.code === "password_reused") {
    return t("password.reused");
  }
  const rules = problem?.extensions.weaknesses;
  return Array.isArray(rules)
    ? rules.map((rule) => t(`password.weak.${rule}`, { defaultValue: said })).join(". ")
    : said;
}
