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
  /** The module has it from another one, by name. */
  "handedOn",
  /** How many of the receiver's words are in the name of the file. */
  "fileLikeReceiver",
] as const;

export type Sign = (typeof SIGNS)[number];

export const WEIGHTS: Readonly<Record<Sign, number>> = {
  imported: 0.9,
  inNeighbour: -0.35,
  used: 0.56,
  asMember: 0.43,
  asMemberElsewhere: -0.31,
  here: 0.84,
  inSimilar: 1.74,
  namesakes: -1.15,
  ofReceiver: 2.84,
  ofSiblings: 1.36,
  wordsNear: 2.25,
  containerNear: 1.43,
  containerLikeReceiver: 0.79,
  callable: 1.62,
  callableUncalled: -0.07,
  isType: 0.86,
  isTypeAsMember: -0.72,
  isTop: -0.1,
  isTopAsMember: -0.28,
  inTest: 0.59,
  ofSpecifier: 8.33,
  ofModule: 4.34,
  handedOn: 0.9,
  fileLikeReceiver: 1.91,
};

/** How likely a name is by its use alone, whether or not anybody knows where it is declared. */
export const USE_SIGNS = ["asMember", "here", "inSimilar", "wordsNear", "undeclared"] as const;

export type UseSign = (typeof USE_SIGNS)[number];

export const USE_WEIGHTS: Readonly<Record<UseSign, number>> = {
  asMember: 0.74,
  here: 1.29,
  inSimilar: 1.58,
  wordsNear: 2.47,
  undeclared: -3.97,
};
