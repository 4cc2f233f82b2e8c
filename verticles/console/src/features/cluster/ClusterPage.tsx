import { Stack } from "@mui/material";
import { useQuery } from "@tanstack/react-query";
import { Network } from "lucide-react";
import { useTranslation } from "react-i18next";
import { api, take } from "../../api/client";
import { Empty, Outcome } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { BreakersCard } from "./BreakersCard";
import { NodeCard } from "./NodeCard";
import { QueuesCard } from "./QueuesCard";
import { ReadinessCard } from "./ReadinessCard";

/** How often it is looked at again while the page is in sight. */
const EVERY = 3_000;

/** The processes that OpsConductor consists of, and how they are. */
export default function ClusterPage() {
  const { t } = useTranslation("cluster");
  const nodes = useQuery({
    queryKey: ["cluster", "nodes"],
    queryFn: () => take(api.GET("/cluster/nodes")),
    refetchInterval: EVERY,
  });
  return (
    <Page title={t("title")} lead={t("lead")}>
      <Outcome query={nodes} permission="cluster:read">
        {({ items, answeredBy }) =>
          items.length === 0 ? (
            <Empty icon={Network} title={t("empty")} cli="opsconductor cluster nodes" />
          ) : (
            <Stack sx={{ gap: 2 }}>
              {[...items]
                .sort((a, b) => a.id.localeCompare(b.id))
                .map((node) => (
                  <NodeCard
                    key={node.id}
                    node={node}
                    alone={items.filter(isReady).length < 2}
                    answers={node.id === answeredBy}
                  />
                ))}
              <QueuesCard nodes={items} />
              <BreakersCard nodes={items} />
            </Stack>
          )
        }
      </Outcome>
      <ReadinessCard every={EVERY} />
    </Page>
  );
}

function isReady({ state }: { state: string }): boolean {
  return state === "ready";
}
