import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useSearchParams } from "react-router";
import { api, take } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import { useCan } from "../../app/session";
import { useZone } from "../../app/times";
import { useFeedback } from "../../ui/Feedback";
import { Failure } from "../../ui/Outcome";
import { Page } from "../../ui/Page";
import { newDraft } from "./draft";
import { ScheduleEditor } from "./ScheduleEditor";

/** A new schedule; `?job=` names what it runs. */
export default function NewSchedulePage() {
  const { t } = useTranslation("schedules");
  const { zone } = useZone();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { tell } = useFeedback();
  const can = useCan();
  const [initial] = useState(() => newDraft(zone, params.get("job") ?? ""));
  return (
    <Page title={t("new.title")} parents={[{ label: t("title"), to: "/schedules" }]}>
      {can("schedule:write") ? (
        <ScheduleEditor
          initial={initial}
          action={t("new.create")}
          onCancel={() => navigate("/schedules")}
          save={async (input) => {
            const made = await take(api.POST("/schedules", { body: input }));
            void client.invalidateQueries({ queryKey: ["schedules"] });
            tell(t("new.created", { name: made.name }));
            await navigate(`/schedules/${made.id}`);
          }}
        />
      ) : (
        <Failure problem={new ApiProblem(403, { code: "forbidden" })} permission="schedule:write" />
      )}
    </Page>
  );
}
