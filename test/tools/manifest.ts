/**
 * Writes the generated parts of the manifest: settings from `server/settings.ts` into package.json, their texts into
 * package.nls.json. With --check it writes nothing and fails when they have drifted.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as z from "zod";

import { GROUPS, presentation, settingsSchema } from "../../server/settings.ts";
import { root } from "./build.ts";

interface Manifest {
  readonly package: Record<string, unknown>;
  readonly texts: Record<string, string>;
}

const PREFIX = "settings.";

/** The manifest as it should be, from the one that is there. */
export function withSettings(manifest: Manifest): Manifest {
  const texts = Object.fromEntries(Object.entries(manifest.texts).filter(([key]) => !key.startsWith(PREFIX)));
  const say = (key: string, text: string) => {
    texts[PREFIX + key] = text;
    return `%${PREFIX}${key}%`;
  };
  const shown = Object.entries(settingsSchema.shape).map(([name, schema], index) => {
    const { description = "", scope, group, values } = presentation.get(schema) ?? {};
    const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input" });
    const meanings = values?.map((text, value) => say(`${name}.${String(value)}`, text));
    const property = {
      ...json,
      markdownDescription: say(name, description),
      ...(meanings && { enumDescriptions: meanings }),
      scope,
      order: index + 1,
    };
    return { name: `keyfill.${name}`, group, property };
  });
  const configuration = Object.entries(GROUPS).map(([id, title], index) => ({
    title: say(`group.${id}`, title),
    order: index + 1,
    properties: Object.fromEntries(
      shown.flatMap(({ name, group, property }) => (group === id ? [[name, property]] : [])),
    ),
  }));
  const contributes = { ...Object(manifest.package["contributes"]), configuration };
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
