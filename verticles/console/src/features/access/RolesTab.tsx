import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Alert,
  Box,
  Button,
  Link,
  Stack,
  Typography,
} from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, Pencil, Plus, ShieldCheck, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { etag } from "../../api/etag";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { Empty, Outcome } from "../../ui/Outcome";
import { useUrlState } from "../../ui/useUrlState";
import { PERMISSIONS } from "./permissions";
import { RoleDialog } from "./RoleDialog";
import { Filter } from "./shared/Filter";
import { refresh } from "./shared/names";
import { PermissionList } from "./shared/PermissionPicker";
import { Tag } from "./shared/Tag";
import { useAct } from "./shared/useRequest";

type Role = Schemas["Role"];

/** Roles, those that come with the product and one's own, with what each permits. */
export function RolesTab() {
  const { t } = useTranslation("access");
  const can = useCan();
  const [permission, setPermission] = useUrlState("permission");
  const [kind, setKind] = useUrlState("kind");
  const [open, setOpen] = useUrlState("role", "", false);
  const [edited, setEdited] = useState<Role | "new" | null>(null);
  const roles = useQuery({
    queryKey: ["roles", "list", permission, kind],
    queryFn: async () =>
      (
        await take(
          api.GET("/roles", {
            params: {
              query: {
                limit: 500,
                ...(permission ? { permission } : {}),
                ...(kind ? { builtIn: kind === "built-in" } : {}),
              },
            },
          }),
        )
      ).items,
  });
  const mayWrite = can("role:write");
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1 }}>
        <Filter
          label={t("role.permits")}
          value={permission}
          onChange={setPermission}
          all={t("role.anything")}
          options={PERMISSIONS.map((name) => ({ value: name, label: name }))}
          width={210}
        />
        <Filter
          label={t("role.kind")}
          value={kind}
          onChange={setKind}
          all={t("all")}
          options={[
            { value: "built-in", label: t("role.builtIn") },
            { value: "own", label: t("role.own") },
          ]}
        />
        <Box sx={{ flex: 1 }} />
        {mayWrite && (
          <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEdited("new")}>
            {t("role.add")}
          </Button>
        )}
      </Stack>
      {!mayWrite && <Alert severity="info">{t("readOnly", { permission: "role:write" })}</Alert>}
      <Outcome query={roles} permission="role:read">
        {(items) =>
          items.length === 0 ? (
            <Empty
              icon={ShieldCheck}
              title={t("role.noneFound")}
              text={t("noneFoundText")}
              cli="opsconductor role add deployer -p job:read,job:run,target:run"
            />
          ) : (
            <div>
              {items.map((role) => (
                <RoleEntry
                  key={role.id}
                  role={role}
                  open={open === role.name}
                  onOpen={(yes) => setOpen(yes ? role.name : "")}
                  onEdit={mayWrite && !role.builtIn ? () => setEdited(role) : undefined}
                />
              ))}
            </div>
          )
        }
      </Outcome>
      {edited && <RoleDialog role={edited === "new" ? undefined : edited} onClose={() => setEdited(null)} />}
    </Stack>
  );
}

interface EntryProps {
  role: Role;
  open: boolean;
  onOpen(open: boolean): void;
  /** Absent where it cannot be changed. */
  onEdit?(): void;
}

function RoleEntry({ role, open, onOpen, onEdit }: EntryProps) {
  const { t } = useTranslation("access");
  return (
    <Accordion
      expanded={open}
      onChange={(_, yes) => onOpen(yes)}
      variant="outlined"
      disableGutters
      slotProps={{ heading: { component: "h2" }, transition: { unmountOnExit: true } }}
      sx={(theme) => ({ borderColor: theme.vars?.palette.divider, "&::before": { display: "none" } })}
    >
      <AccordionSummary expandIcon={<ChevronDown size={18} />}>
        <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: 1.5, rowGap: 0.5, minWidth: 0 }}>
          <Typography component="span" variant="h3" sx={{ overflowWrap: "anywhere" }}>
            {role.name}
          </Typography>
          <Tag tone={role.builtIn ? "neutral" : "info"}>{role.builtIn ? t("role.builtIn") : t("role.own")}</Tag>
          <Typography component="span" variant="body2" color="textSecondary" sx={{ overflowWrap: "anywhere" }}>
            {role.description}
          </Typography>
        </Box>
      </AccordionSummary>
      <AccordionDetails>
        <Stack sx={{ gap: 2 }}>
          <PermissionList permissions={role.permissions} />
          <Stack sx={{ flexDirection: "row", flexWrap: "wrap", columnGap: 2, rowGap: 1, alignItems: "center" }}>
            <Link component={RouterLink} to={`?tab=users&role=${encodeURIComponent(role.name)}`}>
              {t("role.users")}
            </Link>
            <Link component={RouterLink} to={`?tab=grants&role=${encodeURIComponent(role.name)}`}>
              {t("role.grants")}
            </Link>
            <Box sx={{ flex: 1 }} />
            {onEdit && (
              <Button startIcon={<Pencil size={15} />} onClick={onEdit}>
                {t("edit")}
              </Button>
            )}
            {onEdit && <DeleteRole role={role} />}
          </Stack>
        </Stack>
      </AccordionDetails>
    </Accordion>
  );
}

function DeleteRole({ role }: { role: Role }) {
  const { t } = useTranslation("access");
  const { confirm, tell } = useFeedback();
  const act = useAct();
  const remove = async () => {
    const sure = await confirm({
      title: t("role.deleteTitle"),
      text: t("role.deleteText"),
      names: [role.name],
      action: t("delete"),
      destructive: true,
    });
    const params = { path: { id: role.id }, header: { "If-Match": etag(role) } };
    if (sure) {
      await act(
        () => take(api.DELETE("/roles/{id}", { params })),
        () => {
          const { name, description, permissions } = role;
          const body = { name, permissions, ...(description ? { description } : {}) };
          tell(t("deleted", { name }), () =>
            act(
              () => take(api.POST("/roles", { body })),
              () => refresh("roles"),
            ),
          );
          return refresh("roles");
        },
      );
    }
  };
  return (
    <Button color="error" startIcon={<Trash2 size={15} />} onClick={remove}>
      {t("delete")}
    </Button>
  );
}
