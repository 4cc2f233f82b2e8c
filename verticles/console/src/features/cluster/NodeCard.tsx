import { Box, Button, Card, Stack, Typography } from "@mui/material";
import { useQueryClient } from "@tanstack/react-query";
import { ArrowDownToLine } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { useCan } from "../../app/session";
import { mono } from "../../app/theme";
import { CopyButton } from "../../ui/CommandLine";
import { useFeedback } from "../../ui/Feedback";
import { StatusBadge } from "../../ui/StatusBadge";
import { TimeText } from "../../ui/TimeText";
import { Groups } from "./Groups";

export type Node = Schemas["Node"];

interface Props {
  node: Node;
  /** Whether no other node is ready. */
  alone: boolean;
  /** Whether it is the one that answers this page. */
  answers: boolean;
}

/** One process of the cluster, with what it runs. */
export function NodeCard({ node, alone, answers }: Props) {
  const { t } = useTranslation("cluster");
  const can = useCan();
  const drain = useDrain(node, alone);
  const reachable = node.state !== "unreachable";
  return (
    <Card component="section" aria-labelledby={`node-${node.id}`} sx={{ padding: 2 }}>
      <Stack
        direction="row"
        sx={{ justifyContent: "space-between", alignItems: "flex-start", flexWrap: "wrap", gap: 1 }}
      >
        <Box sx={{ minWidth: 0 }}>
          <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
            <Typography
              variant="h2"
              id={`node-${node.id}`}
              sx={{ ...mono, fontSize: "0.9375rem", overflowWrap: "anywhere" }}
            >
              {node.id}
            </Typography>
            <CopyButton text={node.id} label={t("copyId")} />
            <StatusBadge state={node.state} />
            {answers && <Typography color="textSecondary">{t("answers")}</Typography>}
          </Stack>
          <Typography color="textSecondary" component="div">
            {node.version && t("version", { version: node.version })}
            {node.version && node.startedAt && " · "}
            {node.startedAt && (
              <>
                {t("upSince")} <TimeText at={node.startedAt} /> (<TimeText at={node.startedAt} form="relative" />)
              </>
            )}
          </Typography>
        </Box>
        {can("cluster:write") && reachable && (
          <Button
            variant="outlined"
            color="error"
            startIcon={<ArrowDownToLine size={16} />}
            onClick={drain.ask}
            loading={drain.busy}
            disabled={node.state === "draining"}
          >
            {t(node.state === "draining" ? "draining" : "drain")}
          </Button>
        )}
      </Stack>
      {reachable ? <Groups node={node} /> : <Typography sx={{ marginTop: 1 }}>{t("unreachable")}</Typography>}
    </Card>
  );
}

function useDrain(node: Node, alone: boolean) {
  const { t } = useTranslation("cluster");
  const { confirm, tell, fail } = useFeedback();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const ask = async () => {
    const sure = await confirm({
      title: t("drainTitle"),
      text: `${t("drainText")} ${t(alone ? "drainAlone" : "drainOthers")}`,
      names: [node.id],
      action: t("drain"),
      destructive: true,
    });
    if (!sure) {
      return;
    }
    setBusy(true);
    try {
      await take(api.POST("/cluster/nodes/{node}/drain", { params: { path: { node: node.id } }, body: {} }));
      tell(t("drainBegun"));
    } catch (error) {
      fail(error);
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: ["cluster"] });
    }
  };
  return { ask, busy };
}
