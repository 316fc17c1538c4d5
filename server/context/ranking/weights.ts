/**
 * How much each sign says that a declaration is what comes next: a log-linear model, so that a score is the logarithm of a
 * likelihood. Learned by `test/bench-context/learn-weights.ts --cases 60` from 14 of the tuning repositories: the Python ones
 * but for ansible-core, and ai, @antv/g6, langium, @trpc/server and puppeteer-core.
 */

export const SIGNS = [
  /** Declared in a file that is imported here. */
  "imported",
  /** How near the file is that declares it. */
  "inNeighbour",
  /**
   * Used by the neighbours: at all; behind a dot, where a member comes next and where none does; behind what stands before
   * the cursor; in similar code.
   */
  "used",
  "asMember",
  "asMemberElsewhere",
  "here",
  "inSimilar",
  /** How many of those in question have this name. */
  "namesakes",
  /** A member of what the receiver is, or of what has the members that the receiver was asked for already. */
  "ofReceiver",
  "ofSiblings",
  /** Shares words with the names around the cursor: its own name, its container's; its container's with the receiver. */
  "wordsNear",
  "containerNear",
  "containerLikeReceiver",
  /** Can be called, where a call stands, or where none does. */
  "callable",
  "callableUncalled",
  /** A type; and what is in no container: where no member comes next, and where one does. */
  "isType",
  "isTypeAsMember",
  "isTop",
  "isTopAsMember",
  /** In a test, for what is none. */
  "inTest",
  /** Declared in the module that the import names, or that the receiver is. */
  "ofSpecifier",
  "ofModule",
] as const;

export type Sign = (typeof SIGNS)[number];

export const WEIGHTS: Readonly<Record<Sign, number>> = {
  imported: 0.93,
  inNeighbour: -0.33,
  used: 0.49,
  asMember: 0.41,
  asMemberElsewhere: -0.3,
  here: 0.83,
  inSimilar: 1.77,
  namesakes: -1.19,
  ofReceiver: 3.08,
  ofSiblings: 1.49,
  wordsNear: 2.18,
  containerNear: 1.55,
  containerLikeReceiver: 1.18,
  callable: 1.64,
  callableUncalled: -0.06,
  isType: 0.87,
  isTypeAsMember: -1.11,
  isTop: -0.1,
  isTopAsMember: -0.23,
  inTest: 0.43,
  ofSpecifier: 10.02,
  ofModule: 6.24,
};
