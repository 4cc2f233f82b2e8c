import { Ban, Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../api/client";
import { Tag } from "./shared/Tag";

/** Whether a grant gives or denies. */
export function EffectTag({ effect }: { effect: Schemas["Grant"]["effect"] }) {
  const { t } = useTranslation("access");
  const Icon = effect === "deny" ? Ban : Check;
  return (
    <Tag tone={effect === "deny" ? "error" : "success"}>
      <Icon size={14} aria-hidden />
      {t(`grant.${effect}`)}
    </Tag>
  );
}
