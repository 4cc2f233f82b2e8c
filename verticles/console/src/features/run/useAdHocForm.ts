import { type Dispatch, type SetStateAction, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { useSettled } from "../../ui/selection";
import { type AdHocForm, addressOf, formFrom, keepable, readKept } from "./adHoc";

const KEY = "opsconductor.run";

/** A form that outlives a reload: targets and command in the address, the rest in this tab of the browser. */
export function useAdHocForm(initial?: AdHocForm): [AdHocForm, Dispatch<SetStateAction<AdHocForm>>] {
  const [params, setParams] = useSearchParams();
  const [form, setForm] = useState<AdHocForm>(() => initial ?? formFrom(params, readKept(sessionStorage.getItem(KEY))));
  const settled = useSettled(form);
  useEffect(() => {
    sessionStorage.setItem(KEY, JSON.stringify(keepable(settled)));
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(addressOf(settled))) {
          if (value === "") {
            next.delete(name);
          } else {
            next.set(name, value);
          }
        }
        return next.toString() === before.toString() ? before : next;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [settled, setParams]);
  return [form, setForm];
}
