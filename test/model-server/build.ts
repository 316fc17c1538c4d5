/**
 * The real llama-server, built from its source once (about five minutes on two cores) and kept in
 * the test cache. It knows no model.
 */
import { createHash } from "node:crypto";
import { copyFile, mkdir, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { findOnPath, run } from "../host/run.ts";
import { llamaPackage, llamaSource } from "./llama-source.ts";
import { madeOnce } from "./made-once.ts";

// Nothing but the server: no TLS, no web page, no shared libraries. Not tuned to this processor,
// since the cache may be handed on to another machine.
const options = [
  "-DCMAKE_BUILD_TYPE=Release",
  "-DBUILD_SHARED_LIBS=OFF",
  "-DGGML_NATIVE=OFF",
  "-DGGML_OPENMP=OFF",
  "-DGGML_CCACHE=OFF",
  "-DLLAMA_BUILD_APP=OFF",
  "-DLLAMA_BUILD_EXAMPLES=OFF",
  "-DLLAMA_BUILD_TESTS=OFF",
  "-DLLAMA_BUILD_UI=OFF",
  "-DLLAMA_USE_PREBUILT_UI=OFF",
  "-DLLAMA_OPENSSL=OFF",
];

/** Each needed tool with its Debian package; the first of a row that is present will do. */
const tools = [
  { commands: ["git"], debian: "git" },
  { commands: ["cmake"], debian: "cmake" },
  { commands: ["ninja", "make"], debian: "ninja-build" },
  { commands: ["c++", "g++", "clang++"], debian: "g++" },
];

/** What must be installed before the server can be built, with the command that installs it. */
export function missingTools(): string | undefined {
  const missing = tools.filter((tool) => findOnPath(...tool.commands) === undefined);
  if (missing.length === 0) return undefined;
  const names = missing.map((tool) => tool.commands.join(" or ")).join(", ");
  const packages = missing.map((tool) => tool.debian).join(" ");
  return `${names} (apt-get install -y ${packages})`;
}

export async function llamaServerBinary(): Promise<string | { missing: string }> {
  const missing = missingTools();
  if (missing !== undefined) return { missing };
  const platform = `${process.platform}-${process.arch}`;
  const key = createHash("sha256")
    .update([llamaPackage, platform, ...options].join("\n"))
    .digest("hex");
  const folder = await madeOnce(`llama-server-${key.slice(0, 12)}`, async (path) => {
    await build(path);
  });
  return join(folder, "llama-server");
}

async function build(path: string): Promise<void> {
  const objects = `${path}.objects`;
  const generator = findOnPath("ninja") !== undefined ? "Ninja" : "Unix Makefiles";
  try {
    await run("cmake", ["-S", await llamaSource(), "-B", objects, "-G", generator, ...options]);
    const target = ["--target", "llama-server", "--parallel", String(availableParallelism())];
    await run("nice", ["-n", "15", "cmake", "--build", objects, ...target]);
    await mkdir(path);
    await copyFile(join(objects, "bin/llama-server"), join(path, "llama-server"));
  } finally {
    await rm(objects, { recursive: true, force: true });
  }
}
