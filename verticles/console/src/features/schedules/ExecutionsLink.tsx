import { Button } from "@mui/material";
import { List } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useCan } from "../../app/session";
import { executionsOf } from "../executions/filter";

/** To what ran by a schedule, in the list of all executions. */
export function ExecutionsLink({ schedule }: { schedule: { id: string; name: string } }) {
  const { t } = useTranslation("schedules");
  const can = useCan();
  return (
    can("execution:read") && (
      <Button component={Link} to={executionsOf("schedule", schedule)} startIcon={<List size={16} />}>
        {t("history.executions")}
      </Button>
    )
  );
}
