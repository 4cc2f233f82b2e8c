import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { useCan } from "../../app/session";
import { Outcome } from "../../ui/Outcome";
import { TimeText } from "../../ui/TimeText";
import { EffectTag } from "./EffectTag";
import { GrantSubject } from "./GrantSubject";
import { useRoles } from "./shared/names";
import { ObjectName } from "./shared/ObjectName";
import { PermissionList } from "./shared/PermissionPicker";
import { Facts } from "./shared/Section";
import { useDeleteGrant } from "./useDeleteGrant";

/** One grant, to which an explanation may have led. */
export function GrantDetails({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation(["access", "ui"]);
  const can = useCan();
  const remove = useDeleteGrant();
  const roles = useRoles();
  const grant = useQuery({
    queryKey: ["grants", "one", id],
    queryFn: () => take(api.GET("/grants/{id}", { params: { path: { id } } })),
  });
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="grant-details">
      <DialogTitle id="grant-details">{t("grant.one")}</DialogTitle>
      <DialogContent>
        <Outcome query={grant} permission="grant:read">
          {(one) => (
            <Facts
              facts={[
                [t("grant.effect"), <EffectTag key="effect" effect={one.effect} />],
                [t("grant.subject"), <GrantSubject key="subject" grant={one} />],
                [t("grant.role"), one.role],
                [t("grant.on"), <ObjectName key="object" object={one.object} />],
                [
                  t("role.permits"),
                  <PermissionList
                    key="permits"
                    permissions={roles.data?.find((role) => role.name === one.role)?.permissions ?? []}
                  />,
                ],
                [t("column.created"), <TimeText key="created" at={one.createdAt} />],
                [t("createdBy"), one.createdBy ?? ""],
              ]}
            />
          )}
        </Outcome>
      </DialogContent>
      <DialogActions>
        {can("grant:write") && grant.data && (
          <Button
            color="error"
            onClick={async () => {
              if (grant.data && (await remove(grant.data))) {
                onClose();
              }
            }}
          >
            {t("grant.delete")}
          </Button>
        )}
        <Button onClick={onClose}>{t("ui:close")}</Button>
      </DialogActions>
    </Dialog>
  );
}
