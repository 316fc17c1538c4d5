/**
 * How much each sign says that a declaration is what comes next: a log-linear model, so that a score is the logarithm of a
 * likelihood. Learned from 90 cases of each repository in `test/bench-context/tuning-repositories.ts`, with a third of them cut
 * at the cursor's line and a third behind the cursor: the weights under which the right declaration was likeliest among all in
 * question (softmax, Adam, 12 rounds, L2 of 0.001).
 */

export const SIGNS = [
  /** Declared in a file that is imported here. */
  "imported",
  /** Used by the neighbours: at all, behind a dot, behind what stands before the cursor, in similar code. */
  "used",
  "asMember",
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
  "isType",
  "isTop",
  "inTest",
  /** Declared in the module that the import names, or that the receiver is. */
  "ofSpecifier",
  "ofModule",
] as const;

export type Sign = (typeof SIGNS)[number];

export const WEIGHTS: Readonly<Record<Sign, number>> = {
  imported: 1.2,
  used: 0.39,
  asMember: 0.19,
  here: 0.76,
  inSimilar: 1.93,
  namesakes: -1.15,
  ofReceiver: 3.64,
  ofSiblings: 1.43,
  wordsNear: 2.29,
  containerNear: 1.11,
  containerLikeReceiver: 1.74,
  callable: 1.1,
  callableUncalled: -0.24,
  isType: 0.23,
  isTop: -0.01,
  inTest: -1.4,
  ofSpecifier: 4.54,
  ofModule: 3.96,
};
