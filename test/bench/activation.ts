/** What VS Code waits for when it starts the extension: until its code is loaded and `activate` has returned. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

import { build as bundle } from "esbuild";
import * as z from "zod";

import { root } from "../tools/build.ts";
import { compared, limited, median, type Metrics } from "./metric.ts";

const ROUNDS = 15;
const LOADER = join(import.meta.dirname, "load-extension.ts");

const figures = z.object({ ms: z.number(), processorMs: z.number() });

async function activation(main: string): Promise<z.infer<typeof figures>> {
  const { stdout } = await promisify(execFile)(process.execPath, [LOADER, main]);
  return figures.parse(JSON.parse(stdout));
}

export async function activations(folder: string): Promise<Metrics> {
  const whole = join(folder, "whole.cjs");
  await bundle({
    absWorkingDir: root,
    entryPoints: ["extension/main.ts"],
    outfile: whole,
    platform: "node",
    bundle: true,
    minifySyntax: true,
    minifyWhitespace: true,
    external: ["vscode"],
  });
  const ours: number[] = [];
  const baseline: number[] = [];
  const processor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    baseline.push((await activation(whole)).ms);
    const { ms, processorMs } = await activation(join(root, "dist/extension/main.cjs"));
    ours.push(ms);
    processor.push(processorMs);
  }
  return {
    activation: compared({ unit: "ms", ours, baseline, aim: "≤ 0.7 of one file", minRatio: 1 / 0.7 }),
    // The machine may be busy with others.
    "activation, processor": limited(median(processor), "ms", 30),
  };
}
