import { Button } from "@mui/material";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { api, type Schemas, take } from "../../../api/client";
import { etag } from "../../../api/etag";
import { useCan } from "../../../app/session";
import { useFeedback } from "../../../ui/Feedback";
import { DisableDialog } from "../DisableDialog";
import { DeleteDialog } from "../shared/DeleteDialog";
import { refresh } from "../shared/names";
import { useAct } from "../shared/useRequest";

/** Lets a user in or not, and deletes one. What must not be, such as the last administrator, the server says. */
export function UserActions({ user }: { user: Schemas["User"] }) {
  const { t } = useTranslation("access");
  const can = useCan();
  const act = useAct();
  const { tell } = useFeedback();
  const navigate = useNavigate();
  const [open, setOpen] = useState<"disable" | "delete" | null>(null);
  if (!can("user:write")) {
    return null;
  }
  const path = { id: user.id };
  const again = () => refresh("user", "users");
  // Whoever is to be shut out is, whatever else somebody changed meanwhile.
  const change = (body: Schemas["UserChange"]) =>
    take(api.PATCH("/users/{id}", { params: { path, header: { "If-Match": "*" } }, body }));
  const enable = () =>
    act(
      () => change({ enabled: true }),
      () => {
        tell(t("user.enabled", { name: user.username }), () => act(() => change({ enabled: false }), again));
        return again();
      },
    );
  return (
    <>
      {user.enabled ? (
        <Button variant="outlined" onClick={() => setOpen("disable")}>
          {t("disable.action")}
        </Button>
      ) : (
        <Button variant="contained" onClick={enable}>
          {t("disable.enable")}
        </Button>
      )}
      <Button color="error" onClick={() => setOpen("delete")}>
        {t("delete")}
      </Button>
      {open === "disable" && (
        <DisableDialog
          name={user.username}
          text={t("disable.text")}
          disable={(cancelRunning) => change({ enabled: false, ...(cancelRunning ? { cancelRunning } : {}) })}
          onChanged={() => refresh("user", "users", "sessions")}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "delete" && (
        <DeleteDialog
          name={user.username}
          title={t("user.deleteTitle")}
          text={t("user.deleteText")}
          remove={() => take(api.DELETE("/users/{id}", { params: { path, header: { "If-Match": etag(user) } } }))}
          stale={again}
          onDeleted={async () => {
            navigate("/access?tab=users", { replace: true });
            await refresh("users", "teams", "grants", "choice");
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
