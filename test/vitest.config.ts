/** Two projects: `unit`, all that needs nothing but Node, and `ui`, the packaged extension in a real VS Code. */
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** A machine that others share may be slow for a while, which is no fault of what is tested. What hangs is found all the same. */
const patience = { testTimeout: 30_000, expect: { poll: { timeout: 15_000 } } } as const;

export default defineConfig({
  test: {
    root: join(import.meta.dirname, ".."),
    allowOnly: false,
    projects: [
      {
        test: {
          ...patience,
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["test/workspace/**"],
        },
      },
      {
        test: {
          ...patience,
          name: "ui",
          include: ["test/host/*.ui.ts"],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
