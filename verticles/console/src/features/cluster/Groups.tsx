import { Box, IconButton, Stack, Table, TableBody, TableCell, TableHead, TableRow, Tooltip } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { useCan } from "../../app/session";
import { useFeedback } from "../../ui/Feedback";
import { StatusBadge } from "../../ui/StatusBadge";
import type { Node } from "./NodeCard";

type Group = Node["groups"][number];

const MOST_INSTANCES = 64;

/** The services on a node, with how many instances each has. */
export function Groups({ node }: { node: Node }) {
  const { t } = useTranslation("cluster");
  const can = useCan();
  const scale = useScale(node);
  const groups = [...node.groups].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <Table size="small" sx={{ marginTop: 1, "& td, & th": { paddingInline: { xs: 0.5, sm: 1.5 } } }}>
      <TableHead>
        <TableRow>
          <TableCell>{t("group")}</TableCell>
          <TableCell>{t("health")}</TableCell>
          <TableCell align="right">{t("inFlight")}</TableCell>
          <TableCell align="right">{t("instances")}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {groups.map((group) => (
          <TableRow key={group.name} sx={{ "&:last-child td, &:last-child th": { borderBottom: 0 } }}>
            <TableCell component="th" scope="row">
              {group.name}
            </TableCell>
            <TableCell>
              <StatusBadge state={group.health} />
            </TableCell>
            <TableCell align="right" sx={{ fontVariantNumeric: "tabular-nums" }}>
              {group.inFlight}
            </TableCell>
            <TableCell align="right">
              <Stack direction="row" sx={{ justifyContent: "flex-end", alignItems: "center", gap: 0.5 }}>
                {can("cluster:write") && (
                  <Step
                    label={t("fewer", { group: group.name })}
                    disabled={group.instances === 0 || scale.busy === group.name || node.state === "draining"}
                    onClick={() => scale.to(group, group.instances - 1)}
                    icon={<Minus size={15} />}
                  />
                )}
                <Box component="span" sx={{ minWidth: 24, textAlign: "center", fontVariantNumeric: "tabular-nums" }}>
                  {group.instances}
                </Box>
                {can("cluster:write") && (
                  <Step
                    label={t("more", { group: group.name })}
                    disabled={
                      group.instances >= MOST_INSTANCES || scale.busy === group.name || node.state === "draining"
                    }
                    onClick={() => scale.to(group, group.instances + 1)}
                    icon={<Plus size={15} />}
                  />
                )}
              </Stack>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

interface StepProps {
  label: string;
  disabled: boolean;
  onClick(): void;
  icon: React.ReactNode;
}

function Step({ label, disabled, onClick, icon }: StepProps) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton aria-label={label} disabled={disabled} onClick={onClick}>
          {icon}
        </IconButton>
      </span>
    </Tooltip>
  );
}

function useScale(node: Node) {
  const { t } = useTranslation("cluster");
  const { confirm, tell, fail } = useFeedback();
  const client = useQueryClient();
  const [busy, setBusy] = useState<string | null>(null);

  const send = async (group: string, instances: number) => {
    setBusy(group);
    try {
      await take(
        api.PUT("/cluster/nodes/{node}/groups/{group}", {
          params: { path: { node: node.id, group } },
          body: { instances },
        }),
      );
      return true;
    } catch (error) {
      fail(error);
      return false;
    } finally {
      setBusy(null);
      await client.invalidateQueries({ queryKey: ["cluster"] });
    }
  };
  const to = async ({ name, instances: before }: Group, instances: number) => {
    const key = name === "gateway" || name === "workers" ? name : "other";
    const sure =
      instances > 0 ||
      (await confirm({
        title: t("zeroTitle", { group: name }),
        text: `${t("zeroText")} ${t(`zero.${key}`)}`,
        names: [node.id],
        action: t("zeroAction"),
        destructive: true,
      }));
    if (sure && (await send(name, instances))) {
      tell(t("scaled", { group: name, count: instances }), () => send(name, before));
    }
  };
  return { to, busy };
}
