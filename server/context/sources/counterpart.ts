/** What the test of a file, the file of a test, or a header declares. */
import type { Source } from "../source.ts";
import { headsOf, type Index, remembered } from "./ask-index.ts";

const MAX_HEADS = 12;

export function counterpart(index: Index): Source {
  const last = remembered();
  return {
    name: "counterpart",
    weight: 0.25,
    find: ({ document: { uri, path }, line }, { to }) =>
      last([to, uri, line], async () => {
        const found = await index.ask("counterpart", { uri, path, limit: MAX_HEADS }, to);
        return headsOf(found ?? [], "counterpart");
      }),
  };
}
