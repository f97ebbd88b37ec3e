// A manifest on stdin, and what Microsoft's own schema for its version says against it on stdout (a JSON list).
// The schemas come with npm's @microsoft/app-manifest, locked in package.json: nothing is fetched.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const Ajv = require("ajv-draft-04");
const addFormats = require("ajv-formats");

const folder = path.join(path.dirname(require.resolve("@microsoft/app-manifest")), "json-schemas", "teams");

function faults(manifest) {
  const version = manifest.manifestVersion;
  const file = path.join(folder, `v${version}`, "MicrosoftTeams.schema.json");
  if (!/^1\.[0-9]+$/.test(version) || !fs.existsSync(file)) {
    return [`/manifestVersion: no schema of Microsoft's for ${version}`];
  }
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv, ["uri", "email", "regex"]);
  const validate = ajv.compile(JSON.parse(fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "")));
  validate(manifest);
  return (validate.errors || []).map((error) => {
    const more = error.params.additionalProperty ? `: ${error.params.additionalProperty}` : "";
    return `${error.instancePath || "/"}: ${error.message}${more}`;
  });
}

process.stdout.write(JSON.stringify(faults(JSON.parse(fs.readFileSync(0, "utf8")))));
