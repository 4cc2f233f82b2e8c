import { Clock, type LucideIcon, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Tone } from "../../app/theme";
import { Mark } from "../targets/Mark";
import { type AgeMark, ageMark, daysSince } from "./age";

const LOOKS: Record<Exclude<AgeMark, "fresh">, { tone: Tone; icon: LucideIcon }> = {
  old: { tone: "warning", icon: Clock },
  veryOld: { tone: "error", icon: TriangleAlert },
};

/** For how long a secret has been the same; marked when it should be replaced. */
export function Age({ at }: { at: string }) {
  const { t } = useTranslation("secrets");
  const days = daysSince(at, Date.now());
  const mark = ageMark(days);
  const words = t("days", { count: days });
  return mark === "fresh" ? (
    words
  ) : (
    <Mark {...LOOKS[mark]}>
      {words} · {t(`mark.${mark}`)}
    </Mark>
  );
}
