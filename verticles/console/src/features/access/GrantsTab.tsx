import { Box, Button, IconButton, Link, Stack, Tooltip } from "@mui/material";
import { Eye, Plus, Scale, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link as RouterLink } from "react-router";
import { api, type Schemas, take } from "../../api/client";
import { usePages } from "../../api/queries";
import { useCan } from "../../app/session";
import { type Column, DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { TimeText } from "../../ui/TimeText";
import { useUrlState } from "../../ui/useUrlState";
import { EffectTag } from "./EffectTag";
import { GrantDetails } from "./GrantDetails";
import { GrantDialog } from "./GrantDialog";
import { GrantSubject, SubjectFilter } from "./GrantSubject";
import { OBJECT_TYPES } from "./permissions";
import { Filter } from "./shared/Filter";
import { useRoles } from "./shared/names";
import { ObjectName } from "./shared/ObjectName";
import { useDeleteGrant } from "./useDeleteGrant";

type Grant = Schemas["Grant"];

/** What is given and denied to whom, on everything or on some objects. */
export function GrantsTab() {
  const { t } = useTranslation("access");
  const can = useCan();
  const [effect, setEffect] = useUrlState("effect");
  const [type, setType] = useUrlState("object");
  const [subject, setSubject] = useUrlState("subject");
  const [role, setRole] = useUrlState("role");
  const [shown, setShown] = useUrlState("grant", "", false);
  const [adding, setAdding] = useState(false);
  const roles = useRoles();
  const remove = useDeleteGrant();
  const mayWrite = can("grant:write");
  const filtered = Boolean(effect || type || subject || role);
  const objectType = OBJECT_TYPES.find((one) => one === type);
  const pages = usePages<Grant>(["grants", effect, type, subject, role], (cursor) =>
    take(
      api.GET("/grants", {
        params: {
          query: {
            limit: 200,
            ...(cursor ? { cursor } : {}),
            ...(effect === "allow" || effect === "deny" ? { effect } : {}),
            ...(objectType ? { objectType } : {}),
            ...(subject ? { subject } : {}),
            ...(role ? { role } : {}),
          },
        },
      }),
    ),
  );
  const columns: Column<Grant>[] = [
    { key: "effect", label: t("grant.effect"), width: "92px", render: (grant) => <EffectTag effect={grant.effect} /> },
    {
      key: "subject",
      label: t("grant.subject"),
      width: "minmax(0, 1.2fr)",
      render: (grant) => <GrantSubject grant={grant} />,
    },
    {
      key: "role",
      label: t("grant.role"),
      width: "minmax(0, 1fr)",
      wideOnly: true,
      render: (grant) => (
        <Link component={RouterLink} to={`?tab=roles&role=${encodeURIComponent(grant.role)}`}>
          {grant.role}
        </Link>
      ),
    },
    {
      key: "object",
      label: t("grant.on"),
      width: "minmax(0, 2fr)",
      wideOnly: true,
      render: (grant) => <ObjectName object={grant.object} />,
    },
    {
      key: "created",
      label: t("column.created"),
      width: "130px",
      wideOnly: true,
      render: (grant) => <TimeText at={grant.createdAt} form="date" />,
    },
    {
      key: "actions",
      label: "",
      width: mayWrite ? "76px" : "44px",
      align: "end",
      render: (grant) => (
        <>
          <Tooltip title={t("grant.show")}>
            <IconButton onClick={() => setShown(grant.id)} aria-label={t("grant.showOf", { name: words(grant) })}>
              <Eye size={16} />
            </IconButton>
          </Tooltip>
          {mayWrite && (
            <Tooltip title={t("grant.delete")}>
              <IconButton onClick={() => remove(grant)} aria-label={t("grant.deleteOf", { name: words(grant) })}>
                <Trash2 size={16} />
              </IconButton>
            </Tooltip>
          )}
        </>
      ),
    },
  ];
  const add = mayWrite && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t("grant.add")}
    </Button>
  );
  return (
    <Stack sx={{ gap: 2 }}>
      <Stack sx={{ flexDirection: "row", flexWrap: "wrap", gap: 1, alignItems: "flex-start" }}>
        <Filter
          label={t("grant.effect")}
          value={effect}
          onChange={setEffect}
          all={t("all")}
          options={(["allow", "deny"] as const).map((value) => ({ value, label: t(`grant.${value}`) }))}
          width={120}
        />
        <Filter
          label={t("grant.on")}
          value={type}
          onChange={setType}
          all={t("all")}
          options={OBJECT_TYPES.map((value) => ({ value, label: t(`thing.${value}`) }))}
        />
        <Filter
          label={t("grant.role")}
          value={role}
          onChange={setRole}
          all={t("all")}
          options={(roles.data ?? []).map(({ name }) => ({ value: name, label: name }))}
        />
        <SubjectFilter value={subject} onChange={setSubject} />
        <Box sx={{ flex: 1 }} />
        {add}
      </Stack>
      <DataTable
        label={t("tab.grants")}
        columns={columns}
        pages={pages}
        rowKey={(grant) => grant.id}
        nameOf={words}
        permission="grant:read"
        empty={
          <Empty
            icon={Scale}
            title={filtered ? t("grant.noneFound") : t("grant.none")}
            text={filtered ? t("noneFoundText") : t("grant.noneText")}
            action={!filtered && add}
            cli="opsconductor access grant operator -t Web --on 'target:env=dev'"
          />
        }
      />
      {adding && <GrantDialog onClose={() => setAdding(false)} />}
      {shown && <GrantDetails id={shown} onClose={() => setShown("")} />}
    </Stack>
  );
}

function words(grant: Grant): string {
  return `${grant.effect} ${grant.subjectName ?? grant.subject.id} ${grant.role}`;
}
