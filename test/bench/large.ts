/** A workspace of 100,000 files: how long it takes to index, how fast it is searched, and what the server weighs with it. */
import { join } from "node:path";

import { indexOf } from "../../server/context/index/local-index.ts";
import { readers } from "../../server/context/symbols/readers.ts";
import { inScratch, opened, queries, resident, searchTimes, syntheticFolder } from "./indexed.ts";
import { type Group, limited, percentile } from "./metric.ts";

const QUERIES = 400;
const FILES = 100_000;

export const large: Group = {
  name: "index-large",
  about: "the index of 100,000 files that a program made",
  measure: () =>
    inScratch(async (scratch) => {
      const folder = syntheticFolder(scratch, FILES);
      const { workspace, cpuMs } = await opened(folder, readers);
      const index = indexOf(workspace);
      const asked = queries(index, QUERIES);
      const times = searchTimes(index, asked);
      return {
        cold: limited(cpuMs, "ms of CPU", 20_000),
        "search p99": limited(percentile(times, 0.99), "ms", 2),
        "resident server": limited(await resident(folder, join(scratch, "storage")), "MB", 125),
        "resident server, opened again": limited(await resident(folder, join(scratch, "storage")), "MB", 125),
      };
    }),
};
