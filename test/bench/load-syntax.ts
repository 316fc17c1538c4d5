/** Run in a process of its own by `syntax.ts`, `load-syntax <language>…`: has so many documents parsed, and prints what that weighs. */
import { setTimeout as sleep } from "node:timers/promises";

import { createSyntax } from "../../server/syntax/syntax.ts";
import { until } from "../support/until.ts";
import { sampleDocument, syntaxFiles } from "./syntax-samples.ts";

const SETTLE_MS = 500;

const megabytes = () => process.memoryUsage().rss / 1e6;
const before = megabytes();
const syntax = await createSyntax(syntaxFiles, (line) => process.stderr.write(`${line}\n`));
for (const languageId of process.argv.slice(2)) {
  const place = { document: sampleDocument(languageId, 50_000), line: 5, character: 0 };
  syntax.documentChanged(place.document);
  await until(() => syntax.at(place) !== undefined, `${languageId} is parsed`);
}
await sleep(SETTLE_MS);
const used = megabytes() - before;
await syntax.close();
await sleep(SETTLE_MS);
process.stdout.write(JSON.stringify({ used, left: megabytes() - before }));
