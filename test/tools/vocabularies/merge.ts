/** Byte-pair merging in its plainest form, for checking vocabularies; shares no code with the counter it vouches for. */

/** Merges by the lowest rank of joined parts; gives back the last state but one, or all parts when the text is not one token. */
export function lastParts(parts: readonly string[], ranks: ReadonlyMap<string, number>): readonly string[] {
  let state = parts;
  for (;;) {
    let best = Infinity;
    let at = -1;
    for (let index = 0; index + 1 < state.length; index++) {
      const rank = ranks.get((state[index] ?? "") + (state[index + 1] ?? "")) ?? Infinity;
      if (rank < best) {
        best = rank;
        at = index;
      }
    }
    if (at < 0 || state.length === 2) return state;
    state = [...state.slice(0, at), (state[at] ?? "") + (state[at + 1] ?? ""), ...state.slice(at + 2)];
  }
}
