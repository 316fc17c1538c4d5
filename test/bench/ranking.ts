/** All that the index finds for a place, as a completion asks it: again and again in the same documents. */
import { createGather } from "../../server/context/gather.ts";
import { indexOf } from "../../server/context/index/local-index.ts";
import type { Workspace } from "../../server/context/index/workspace.ts";
import type { WorkspaceIndex } from "../../server/context/index/workspace-index.ts";
import { random } from "../support/random.ts";
import { milliseconds } from "./indexed.ts";
import { limited, median, type Metrics, percentile } from "./metric.ts";

const DOCUMENTS = 12;
const PLACES = 8;
const ROUNDS = 5;
const TOKENS = 4000;

/** Of each place the best of some rounds: the first reads what is near, and work as short as this is either disturbed or not. */
export function ranking(workspace: Workspace): Metrics {
  const index = indexOf(workspace);
  const gather = createGather(index, ({ lines, start, end }) =>
    Array.from({ length: end + 1 - start }, (_, at) => lines[start + at] ?? "").join(""),
  );
  const count = (text: string) => Math.ceil(text.length / 3);
  const samples = placesIn(index).map((place) =>
    Math.min(
      ...Array.from({ length: ROUNDS }, () => milliseconds(() => gather(place, { tokens: TOKENS, count }))),
    ),
  );
  return {
    "ranking p50": limited(median(samples), "ms", 2),
    "ranking p99": limited(percentile(samples, 0.99), "ms", 5),
  };
}

function placesIn(index: WorkspaceIndex) {
  const below = random(3);
  const files = [...index.files()]
    .filter(({ languageId }) => languageId !== "plaintext")
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return Array.from({ length: DOCUMENTS }, () => files[below(files.length)])
    .filter((file) => file !== undefined)
    .flatMap(({ uri, path, languageId }) => {
      const lines = index.linesOf({ uri, path, languageId }) ?? [];
      const document = { uri, path, languageId, version: 0, lines };
      return Array.from({ length: PLACES }, () => {
        const line = below(lines.length);
        return { document, line, character: (lines[line] ?? "").search(/\S|$/) };
      });
    });
}
