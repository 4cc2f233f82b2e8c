import { useMemo } from "react";
import { DiffView } from "./DiffView";
import type { Job, JobInput } from "./jobForm";
import { definitionOf, yamlOf } from "./jobYaml";

interface Props {
  before: Job | JobInput;
  after: Job | JobInput;
  beforeLabel: string;
  afterLabel: string;
}

/** How two definitions differ, as YAML. */
export default function DefinitionDiff({ before, after, ...labels }: Props) {
  const [one, two] = useMemo(() => [yamlOf(definitionOf(before)), yamlOf(definitionOf(after))], [before, after]);
  return <DiffView before={one} after={two} {...labels} />;
}
