/** The languages that ship, read as the build reads them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { createLanguages, type LanguageFiles } from "../../server/languages.ts";

const file = join(import.meta.dirname, "..", "..", "resources", "languages.yaml");
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a test of the resources holds it against its schema
export const languages = createLanguages(parse(readFileSync(file, "utf8")) as LanguageFiles);
