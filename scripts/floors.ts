/**
 * Checks the floors of the house: who may import what. The rules are in `.dependency-cruiser.cjs`.
 *
 * dependency-cruiser answers "no violations" when it could read nothing (an unsupported compiler, a moved folder).
 * So the files on disk are counted first, and one that was not seen is an error.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, format, type ICruiseResult } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";

const FOLDERS = ["src", "scripts", "test"].filter((folder) => existsSync(folder));

/** Every TypeScript file below the folder, with forward slashes, as dependency-cruiser names it. */
function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(folder, file).replaceAll("\\", "/"));
}

async function lookAtImports(): Promise<ICruiseResult> {
  const options = await extractDepcruiseOptions("./.dependency-cruiser.cjs");
  const tsConfig = extractTSConfig("./tsconfig.json");
  const { output } = await cruise([...FOLDERS], options, undefined, { tsConfig });
  if (typeof output === "string") throw new Error("dependency-cruiser gave text instead of a result");
  return output;
}

const result = await lookAtImports();
const seen = new Set(result.modules.map((module) => module.source));
const unseen = FOLDERS.flatMap(sourcesIn).filter((file) => !seen.has(file));
const blind = unseen.length > 0 || result.summary.totalDependenciesCruised === 0;
const report = await format(result, { outputType: "err-long" });

if (blind) process.stderr.write(`imports were not seen in these files:\n  ${unseen.join("\n  ")}\n`);
else process.stdout.write(`${String(report.output).trim()}\n`);
process.exitCode = blind || report.exitCode > 0 ? 1 : 0;
