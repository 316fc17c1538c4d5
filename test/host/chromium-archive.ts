/** The compressed parts of `@sparticuz/chromium`. Its own unpacking is not used: it fills /tmp and is meant for AWS Lambda. */
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";

const ARCHIVES = join(import.meta.dirname, "../../node_modules/@sparticuz/chromium/bin");

export const chromiumArchive = (name: string): string => join(ARCHIVES, name);

export async function decompress(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to, { mode: 0o755 }));
}
