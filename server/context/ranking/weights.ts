/**
 * How much each sign says that a declaration is what comes next: a log-linear model, so that a score is the logarithm of a
 * likelihood. Learned as by `test/bench-context/learn-weights.ts --cases 110` from the tuning repositories but for ansible-core,
 * zod and lexical.
 */

export const SIGNS = [
  /** Declared in a file that is imported here. */
  "imported",
  /** How near the file is that declares it; and whether it is in the same folder. */
  "inNeighbour",
  "sameFolder",
  /**
   * Used by the neighbours: at all; behind a dot, where a member comes next and where none does; in the manner in which it
   * would be used here; behind what stands before the cursor; within calls of the same function; asked of what has the same
   * origin as the receiver; in similar code.
   */
  "used",
  "asMember",
  "asMemberElsewhere",
  "inManner",
  "here",
  "inCall",
  "ofKin",
  "inSimilar",
  /** How many of those in question have this name. */
  "namesakes",
  /** In the signature of what is called around the cursor. */
  "isParameter",
  /** Begins with an underscore, where it is not asked of the object itself. */
  "isPrivate",
  /** A member of what the receiver is, or of what has the members that the receiver was asked for already. */
  "ofReceiver",
  "ofSiblings",
  /** Its container stands in the document. */
  "containerNamed",
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
  /** Holds a value, where a key comes next, and where a member does. */
  "fieldAsKey",
  "fieldAsMember",
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
  imported: 0.87,
  inNeighbour: 0.69,
  sameFolder: 0.52,
  used: 0.01,
  asMember: -0.12,
  asMemberElsewhere: -0.53,
  inManner: 0.34,
  here: 0.47,
  inCall: 1.13,
  ofKin: 0.17,
  inSimilar: 1.91,
  namesakes: -0.99,
  isParameter: 2.33,
  isPrivate: -1.75,
  ofReceiver: 3.8,
  ofSiblings: 1.74,
  containerNamed: 0.47,
  wordsNear: 2.74,
  containerNear: 1.31,
  containerLikeReceiver: 1.01,
  callable: 0.89,
  callableUncalled: -0.09,
  isType: 0.69,
  isTypeAsMember: -1.2,
  isTop: 1.22,
  isTopAsMember: -0.54,
  fieldAsKey: 1.64,
  fieldAsMember: -0.26,
  inTest: -0.3,
  ofSpecifier: 5.88,
  ofModule: 5.65,
  handedOn: 0.89,
  fileLikeReceiver: 1.07,
};

/** How likely a name is by its use alone, whether or not anybody knows where it is declared; on the scale of the others. */
export const USE_SIGNS = [
  "used",
  "asMember",
  "inManner",
  "here",
  "inCall",
  "ofKin",
  "inSimilar",
  "wordsNear",
  "undeclared",
  "always",
] as const;

export type UseSign = (typeof USE_SIGNS)[number];

export const USE_WEIGHTS: Readonly<Record<UseSign, number>> = {
  used: -0.41,
  asMember: 1.36,
  inManner: 0.5,
  here: 1.28,
  inCall: 1.18,
  ofKin: 0.94,
  inSimilar: 1,
  wordsNear: 0.49,
  undeclared: -2.33,
  always: 0.87,
};
