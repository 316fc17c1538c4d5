/**
 * Writes the generated parts of the manifest: settings from `server/settings.ts` into package.json, their texts into
 * package.nls.json. With --check it writes nothing and fails when they have drifted.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as z from "zod";

import { presentation, settingsSchema } from "../../server/settings.ts";
import { root } from "./build.ts";

interface Manifest {
  readonly package: Record<string, unknown>;
  readonly texts: Record<string, string>;
}

const PREFIX = "settings.";

/** The manifest as it should be, from the one that is there. */
export function withSettings(manifest: Manifest): Manifest {
  const properties: Record<string, unknown> = {};
  const texts = Object.fromEntries(Object.entries(manifest.texts).filter(([key]) => !key.startsWith(PREFIX)));
  const order = Object.entries(settingsSchema.shape).entries();
  for (const [index, [name, schema]] of order) {
    const { description, scope } = presentation.get(schema) ?? { description: "", scope: "window" };
    const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input" });
    properties[`keyfill.${name}`] = {
      ...json,
      markdownDescription: `%${PREFIX}${name}%`,
      scope,
      order: index + 1,
    };
    texts[PREFIX + name] = description;
  }
  const contributes = {
    ...Object(manifest.package["contributes"]),
    configuration: { title: "Keyfill", properties },
  };
  return { package: { ...manifest.package, contributes }, texts };
}

export async function readManifest(): Promise<Manifest> {
  const [pkg, texts] = await Promise.all(
    ["package.json", "package.nls.json"].map((name) => readFile(join(root, name), "utf8")),
  );
  return { package: JSON.parse(pkg ?? ""), texts: JSON.parse(texts ?? "") };
}

if (import.meta.main) {
  const now = await readManifest();
  const wanted = withSettings(now);
  if (JSON.stringify(now) === JSON.stringify(wanted)) {
    console.log("The manifest agrees with server/settings.ts.");
  } else if (process.argv.includes("--check")) {
    console.error("The manifest has drifted from server/settings.ts. Run: npm run manifest");
    process.exitCode = 1;
  } else {
    await writeFile(join(root, "package.json"), `${JSON.stringify(wanted.package, null, 2)}\n`);
    await writeFile(join(root, "package.nls.json"), `${JSON.stringify(wanted.texts, null, 2)}\n`);
    console.log("Wrote the settings into package.json and package.nls.json.");
  }
}
