/** What a user downloads. */
import { statSync } from "node:fs";

import { packageExtension } from "../tools/package.ts";
import { type Group, limited } from "./metric.ts";

export const size: Group = {
  name: "size",
  about: "the VSIX, with all its vocabularies",
  async measure() {
    const { size: bytes } = statSync(await packageExtension());
    return { VSIX: limited(bytes / 1e6, "MB", 2.8) };
  },
};
