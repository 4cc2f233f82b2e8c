import { Box } from "@mui/material";
import { useTranslation } from "react-i18next";
import type { Schemas } from "../../../api/client";
import { bytes, duration } from "../../../app/times";
import { Facts } from "./Facts";
import { Step } from "./Step";
import { Values } from "./Values";

/** The values, limits and steps that an execution runs with. */
export function Definition({ definition }: { definition: Schemas["ExecutionDefinition"] }) {
  const { t } = useTranslation("execution");
  const { steps, parameters, values, strategy, timeoutSeconds, output, retention } = definition;
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>
      <Facts
        facts={[
          [t("details.parallelism"), t("details.targetsAtOnce", { count: strategy.parallelism })],
          [t("details.timeout"), t("details.timeoutOf", { duration: duration(timeoutSeconds * 1000) })],
          [
            t("details.kept"),
            output?.maxBytes === undefined ? t("details.all") : t("details.keptOf", { size: bytes(output.maxBytes) }),
          ],
          [
            t("details.retention"),
            retention?.days === undefined
              ? t("details.asConfigured")
              : retention.days === 0
                ? t("details.forEver")
                : t("details.days", { count: retention.days }),
          ],
        ]}
      />
      <Values parameters={parameters} values={values} />
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps are what their place says
        <Step key={at} number={at + 1} step={step} />
      ))}
    </Box>
  );
}
