/** What is declared in a file, from its top to its end. */
import type { FoundSymbol, Questions } from "../questions.ts";
import { fileNamed, type Held, toSymbols } from "./held.ts";

export function outlineOf(
  held: Held,
  { file }: Questions["outline"]["asked"],
): readonly FoundSymbol[] | undefined {
  const found = fileNamed(held, file);
  return found && toSymbols(held, held.index.declarationsIn(found));
}
