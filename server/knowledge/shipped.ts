/** What ships with Keyfill, as the build compiled it from `resources/`: read at every start, so without YAML and schemas. */
import { readFile } from "node:fs/promises";

import type { Library, Provider } from "./knowledge.ts";
import { modelFamily } from "../models/catalog.ts";
import type { LanguageFiles } from "../languages.ts";
import type { FamilyFile } from "../models/family-file.ts";

export interface Compiled {
  readonly providers: readonly (readonly [string, Provider])[];
  readonly families: readonly (readonly [string, FamilyFile])[];
  readonly mistakes: readonly string[];
  readonly languages: LanguageFiles;
}

export interface Shipped extends Library {
  readonly languages: Compiled["languages"];
}

export async function readShipped(file: string): Promise<Shipped> {
  // The build wrote it from files that passed their schemas.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return shippedFrom(JSON.parse(await readFile(file, "utf8")) as Compiled);
}

export function shippedFrom({ providers, families, mistakes, languages }: Compiled): Shipped {
  return {
    providers: new Map(providers),
    families: families.map(([id, yaml]) => modelFamily(id, yaml)),
    mistakes,
    languages,
  };
}
