import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { useFeedback } from "../../ui/Feedback";
import { refresh } from "./shared/names";
import { useAct } from "./shared/useRequest";

/** Takes a grant back. To undo it is to make the same again. */
export function useDeleteGrant(): (grant: Schemas["Grant"]) => Promise<boolean> {
  const { t } = useTranslation("access");
  const { tell } = useFeedback();
  const act = useAct();
  return (grant) =>
    act(
      () => take(api.DELETE("/grants/{id}", { params: { path: { id: grant.id } } })),
      () => {
        const { subject, role, effect, object } = grant;
        const body = { subject, role, effect, ...(object ? { object } : {}) };
        tell(t("grant.deleted", { name: grant.subjectName ?? subject.id, role }), () =>
          act(
            () => take(api.POST("/grants", { body })),
            () => refresh("grants", "explain"),
          ),
        );
        return refresh("grants", "explain");
      },
    );
}
