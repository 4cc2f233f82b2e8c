import { Box, Button, Stack } from "@mui/material";
import { ChevronsUp, History, List, Play } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { Schemas } from "../../api/client";
import { useCan } from "../../app/session";
import { DataTable } from "../../ui/DataTable";
import { Empty } from "../../ui/Outcome";
import { shellWord } from "../run/commandLines";
import { useExecutionColumns, useExecutionName } from "./columns";
import { executionsOf } from "./filter";
import { useExecutions } from "./useExecutions";

interface Props {
  target: { id: string; name: string };
  /** Where something is run on it; absent where that may not be done. */
  runAt?: string;
}

/** What ran on one target, runs or will, newest first. */
export default function TargetExecutions({ target, runAt }: Props) {
  const { t } = useTranslation("executions");
  const can = useCan();
  const asked = useMemo(() => ({ targetId: target.id }), [target.id]);
  const list = useExecutions(asked, [], can("execution:read"));
  const columns = useExecutionColumns();
  const nameOf = useExecutionName();
  return (
    <Stack sx={{ gap: 1.5 }}>
      {list.pages.items.length > 0 && (
        <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap", alignItems: "center", minHeight: 34 }}>
          <Button component={Link} to={executionsOf("target", target)} startIcon={<List size={16} />}>
            {t("of.target")}
          </Button>
          <Box sx={{ flex: 1 }} />
          {list.arrived > 0 && (
            <Button variant="outlined" startIcon={<ChevronsUp size={16} />} onClick={list.showArrived}>
              {t("arrived", { count: list.arrived })}
            </Button>
          )}
        </Stack>
      )}
      <DataTable<Schemas["Execution"]>
        label={t("title")}
        columns={columns}
        pages={list.pages}
        rowKey={(execution) => execution.id}
        href={(execution) => `/executions/${execution.id}`}
        nameOf={nameOf}
        permission="execution:read"
        empty={
          <Empty
            icon={History}
            title={t("of.none")}
            action={
              runAt && (
                <Button component={Link} to={runAt} variant="contained" startIcon={<Play size={16} />}>
                  {t("run")}
                </Button>
              )
            }
            cli={`opsconductor executions ls --target ${shellWord(target.name)}`}
          />
        }
      />
    </Stack>
  );
}
