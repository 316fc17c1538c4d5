/** Two projects: `unit`, all that needs nothing but Node, and `ui`, the packaged extension in a real VS Code. */
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: join(import.meta.dirname, ".."),
    allowOnly: false,
    projects: [
      { test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/workspace/**"] } },
      {
        test: {
          name: "ui",
          include: ["test/host/*.ui.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
