/** The `most` items that weigh most, in order: all are weighed, but only those few are sorted. */
export function best<Item>(
  items: readonly Item[],
  weightOf: (item: Item) => number,
  most: number,
): readonly Item[] {
  const weights = new Float64Array(items.length);
  for (const [at, item] of items.entries()) weights[at] = weightOf(item);
  const least = items.length > most ? (weights.toSorted().at(-most) ?? -Infinity) : -Infinity;
  const chosen: { readonly item: Item; readonly weight: number }[] = [];
  for (const [at, item] of items.entries()) {
    const weight = weights[at] ?? 0;
    if (weight >= least) chosen.push({ item, weight });
  }
  return chosen
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ item }) => item);
}
