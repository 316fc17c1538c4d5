/**
 * The line by which editors with a YAML language server know what a provider's file may say, wherever the folder lies. The
 * schema lies beside it: where it ships is another place with each version.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** With the schema put where the line says that it is; without a line, where that cannot be done. */
export async function schemaLine(folder: string, shipped: string): Promise<string> {
  const name = basename(shipped);
  const copy = join(folder, "..", name);
  try {
    const schema = await readFile(shipped, "utf8");
    await mkdir(folder, { recursive: true });
    const before = await readFile(copy, "utf8").catch(() => "");
    if (before !== schema) await writeFile(copy, schema);
    return `# yaml-language-server: $schema=../${name}\n`;
  } catch {
    return "";
  }
}
