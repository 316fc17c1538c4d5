/** Nothing is kept from anyone: for text that is nobody's, such as an example of ours. */
import type { Privacy } from "./ports.ts";

export const OPEN: Privacy = {
  keeps: () => undefined,
  guards: () => false,
  clean: (shown) => shown,
  betrays: () => false,
};
