/**
 * llama.cpp's source with its vocabularies, as the npm package node-llama-cpp carries it: a git
 * bundle. Nothing here builds or installs the package.
 */
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fetchPackage } from "../host/fetch-package.ts";
import { run } from "../host/run.ts";
import { madeOnce } from "./made-once.ts";

const pin = {
  name: "node-llama-cpp",
  version: "3.22.1",
  // From `npm view node-llama-cpp@3.22.1 dist.integrity`.
  integrity:
    "sha512-bltIipuWmc123H7tMIgDGKSsSrhmhlQYeVUC48XTjVW7XGJJiJJyCdlTMzQ/LiWoPkGDpcL4FviDpgw7qfTiDw==",
};

export const llamaPackage = `${pin.name}-${pin.version}`;

/** The folder of a checked-out llama.cpp. */
export async function llamaSource(): Promise<string> {
  const bundle = await llamaBundle();
  return await madeOnce(`${llamaPackage}/source`, async (path) => {
    await run("git", ["clone", "--quiet", "--config", "advice.detachedHead=false", bundle, path]);
  });
}

async function llamaBundle(): Promise<string> {
  return await madeOnce(`${llamaPackage}/gitRelease.bundle`, async (path) => {
    const folder = `${path}.package`;
    try {
      await fetchPackage(pin, { into: folder, folder: "llama" });
      await rename(join(folder, "gitRelease.bundle"), path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
