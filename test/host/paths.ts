/** The places in the repository that the tests and tools name. */
import { join } from "node:path";

export const REPOSITORY = join(import.meta.dirname, "../..");

/** What a test run leaves for people to look at; not under version control. */
export const OUTPUT = join(REPOSITORY, ".test-output");

/** The packaged extension; another one can be named to try it in the same tests. */
export const VSIX = process.env["KEYFILL_VSIX"] ?? join(REPOSITORY, "dist/keyfill.vsix");
