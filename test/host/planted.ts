/** Looks for something that must be nowhere on the disk. */
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The files below these folders that hold the text, in any form that a search would find. */
export function filesWith(text: string, folders: readonly string[]): readonly string[] {
  const spellings = [text, Buffer.from(text).toString("base64").slice(0, -4), Buffer.from(text, "utf16le")];
  return folders.flatMap((folder) =>
    globSync("**/*", { cwd: folder })
      .map((name) => join(folder, name))
      .filter(
        (file) => statSync(file).isFile() && spellings.some((part) => readFileSync(file).includes(part)),
      ),
  );
}
