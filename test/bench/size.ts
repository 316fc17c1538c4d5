/** What a user downloads. */
import { globSync, statSync } from "node:fs";
import { join } from "node:path";

import { packageExtension } from "../tools/package.ts";
import { root } from "../tools/build.ts";
import { type Group, limited } from "./metric.ts";

/** Qwen's serves both its generations. */
const FOUR = ["qwen2.5", "starcoder2", "deepseek-coder", "mistral-v3"];

/** They are packed already: in the VSIX they take what they take here. */
function bytesOf(pattern: string): number {
  const files = globSync(pattern, { cwd: root });
  return files.reduce((sum, file) => sum + statSync(join(root, file)).size, 0);
}

export const size: Group = {
  name: "size",
  about: "the VSIX: all of it, and what it would be without grammars and with four vocabularies only",
  async measure() {
    const { size: bytes } = statSync(await packageExtension());
    const vocabularies = bytesOf("resources/vocabularies/*.vocabulary.zst");
    const four = bytesOf(`resources/vocabularies/{${FOUR.join(",")}}.vocabulary.zst`);
    const grammars = bytesOf("resources/syntax/*.br");
    return {
      VSIX: limited(bytes / 1e6, "MB", 5.5),
      "VSIX with four vocabularies, without grammars": limited(
        (bytes - grammars - vocabularies + four) / 1e6,
        "MB",
        2.8,
      ),
    };
  },
};
