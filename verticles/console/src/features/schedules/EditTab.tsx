import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Schemas, take } from "../../api/client";
import { useFeedback } from "../../ui/Feedback";
import { draftOf } from "./draft";
import { type Tagged, useScheduleChange } from "./queries";
import { ScheduleEditor } from "./ScheduleEditor";

interface Props {
  tagged: Tagged<Schemas["Schedule"]>;
  onDone(): void;
}

/** The form of a schedule. It stays with the version that it was opened with, whatever is saved meanwhile. */
export function EditTab({ tagged, onDone }: Props) {
  const { t } = useTranslation("schedules");
  const { tell, fail } = useFeedback();
  const changed = useScheduleChange();
  const [opened, setOpened] = useState(tagged);
  const [initial, setInitial] = useState(() => draftOf(tagged.value));
  const { id } = opened.value;
  const put = async (body: Schemas["ScheduleInput"], tag: string) => {
    const header = { "If-Match": tag };
    const saved = await take(api.PUT("/schedules/{id}", { params: { path: { id }, header }, body }));
    void changed();
    tell(t("edit.saved", { name: saved.name }));
    onDone();
  };
  return (
    <ScheduleEditor
      key={opened.tag}
      initial={initial}
      action={t("edit.save")}
      save={(input) => put(input, opened.tag)}
      onStale={{
        reload() {
          const path = { id };
          const asked = api.GET("/schedules/{id}", { params: { path } });
          take(asked)
            .then(async (value) => {
              setInitial(draftOf(value));
              setOpened({ value, tag: (await asked).response.headers.get("ETag") ?? "*" });
            })
            .catch(fail);
        },
        overwrite: (input) => put(input, "*"),
      }}
      onCancel={onDone}
    />
  );
}
