import { Alert, Box, Typography } from "@mui/material";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTimes } from "../../app/times";
import { DAY, isZone, nextTransition, type Transition } from "../../app/zones";
import { type Draft, previewOf } from "./draft";
import { Choice, Row, Section } from "./fields";
import { TimesList } from "./PreviewPanel";
import { usePreview } from "./queries";

const GAPS = ["shift", "end_of_gap", "skip"] as const;
const DOUBLED = ["first", "second", "both"] as const;
/** What is shown around a change of the clock. */
const AROUND = 3;

interface Props {
  draft: Draft;
  set(change: Partial<Draft>): void;
  wrong(pointer: string): string | undefined;
}

/** What happens when clocks change, in words, with the next changes of this zone. */
export function DstFields({ draft, set, wrong }: Props) {
  const { t } = useTranslation("schedules");
  const { zone } = draft.when;
  const [gap, overlap] = useMemo(() => {
    const now = Date.now();
    return isZone(zone) ? [nextTransition(zone, now, "gap"), nextTransition(zone, now, "overlap")] : [];
  }, [zone]);
  return (
    <Section title={t("dst.title")} text={gap || overlap ? t("dst.text") : t("dst.never", { zone })}>
      <Row>
        <Choice
          label={t("dst.gap")}
          value={draft.gap}
          options={GAPS}
          nameOf={(each) => t(`dst.gaps.${each}.name`)}
          help={t(`dst.gaps.${draft.gap}.text`)}
          error={wrong("/dst/gap")}
          onChange={(each) => set({ gap: each })}
        />
        <Choice
          label={t("dst.overlap")}
          value={draft.doubled}
          options={DOUBLED}
          nameOf={(each) => t(`dst.overlaps.${each}.name`)}
          help={t(`dst.overlaps.${draft.doubled}.text`)}
          error={wrong("/dst/overlap")}
          onChange={(each) => set({ doubled: each })}
        />
      </Row>
      {[gap, overlap]
        .filter((each) => each !== undefined)
        .sort((a, b) => a.at - b.at)
        .map((each) => (
          <Change key={each.kind} transition={each} draft={draft} />
        ))}
    </Section>
  );
}

/** One change of the clock, and what this schedule does then. */
function Change({ transition, draft }: { transition: Transition; draft: Draft }) {
  const { t } = useTranslation("schedules");
  const { zone } = draft.when;
  const times = useTimes(zone);
  const preview = usePreview(previewOf(draft, new Date(transition.at - DAY / 2).toISOString(), AROUND));
  const near = (preview.error ? [] : (preview.data?.times ?? [])).filter(
    (time) => Math.abs(Date.parse(time.at) - transition.at) < DAY,
  );
  return (
    <Box>
      <Alert severity="info" role="note" sx={{ alignItems: "flex-start" }}>
        {t(`dst.next.${transition.kind}`, {
          date: times.date(transition.at),
          zone,
          from: transition.from.slice(11, 16),
          to: transition.to.slice(11, 16),
        })}
      </Alert>
      <Typography variant="body2" color="textSecondary" sx={{ marginTop: 1 }}>
        {near.length > 0 ? t("dst.then") : t("dst.notThen")}
      </Typography>
      {near.length > 0 && <TimesList times={near} zone={zone} />}
    </Box>
  );
}
