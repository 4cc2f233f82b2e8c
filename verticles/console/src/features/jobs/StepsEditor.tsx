import { Box, Button, FormHelperText, Stack } from "@mui/material";
import { Plus } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFeedback } from "../../ui/Feedback";
import { Hidden } from "../../ui/StatusBadge";
import { useEditing } from "./fields";
import { moved, newStep, type StepForm } from "./jobForm";
import { StepCard } from "./StepCard";

interface Props {
  steps: StepForm[];
  onChange(change: (steps: StepForm[]) => StepForm[]): void;
}

/** The steps in their order. */
export function StepsEditor({ steps, onChange }: Props) {
  const { t } = useTranslation("jobs");
  const { says, readOnly } = useEditing();
  const { tell } = useFeedback();
  const list = useRef<HTMLUListElement>(null);
  const [announced, setAnnounced] = useState("");

  const focusIn = (key: string, selector: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-step="${key}"]`)?.querySelector<HTMLElement>(selector)?.focus(),
    );

  const move = (from: number, to: number) => {
    const step = steps[from];
    if (step) {
      const had = document.activeElement;
      onChange((before) => moved(before, from, to));
      setAnnounced(t("steps.moved", { name: step.name, number: to + 1, count: steps.length }));
      // A button that cannot go on at the end of the list hands over to its neighbour.
      requestAnimationFrame(() => {
        if (had instanceof HTMLButtonElement && had.disabled) {
          focusIn(step.key, "button:not(:disabled)");
        } else if (had instanceof HTMLElement) {
          had.focus();
        }
      });
    }
  };

  const add = () => {
    const step = newStep(steps.length + 1);
    onChange((before) => [...before, step]);
    focusIn(step.key, "input");
  };

  const remove = (index: number) => {
    const step = steps[index];
    if (step) {
      onChange((before) => before.filter((one) => one.key !== step.key));
      tell(t("steps.removed", { name: step.name }), () =>
        onChange((before) => [...before.slice(0, index), step, ...before.slice(index)]),
      );
      const neighbour = steps[index + 1] ?? steps[index - 1];
      if (neighbour) {
        focusIn(neighbour.key, "input");
      }
    }
  };

  return (
    <Box sx={{ minWidth: 0 }}>
      <Stack component="ul" ref={list} sx={{ gap: 1.5, margin: 0, padding: 0, listStyle: "none" }}>
        {steps.map((step, index) => (
          <StepCard
            key={step.key}
            step={step}
            index={index}
            count={steps.length}
            onChange={(change) =>
              onChange((before) => before.map((one) => (one.key === step.key ? { ...one, ...change } : one)))
            }
            onMove={(to) => move(index, to)}
            onRemove={() => remove(index)}
          />
        ))}
      </Stack>
      <Box role="status">
        <Hidden>{announced}</Hidden>
      </Box>
      {says("/steps") && <FormHelperText error>{says("/steps")}</FormHelperText>}
      {!readOnly && (
        <Stack direction="row" sx={{ gap: 1.5, alignItems: "center", flexWrap: "wrap", marginTop: 1 }}>
          <Button startIcon={<Plus size={16} />} variant="outlined" onClick={add} disabled={steps.length >= 100}>
            {t("steps.add")}
          </Button>
          {steps.length > 1 && (
            <Box component="span" sx={{ color: "text.secondary", fontSize: "0.8125rem" }}>
              {t("steps.keys")}
            </Box>
          )}
        </Stack>
      )}
    </Box>
  );
}
