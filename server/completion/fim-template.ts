/** The markers of a model that was trained to fill in the middle. */

/** How a model wants to be shown the hole in its raw prompt. */
export interface FimTemplate {
  readonly order: "prefix-first" | "suffix-first";
  readonly prefix: string;
  readonly suffix: string;
  readonly middle: string;
  /** How the family writes several files into one prompt, when it was trained to. */
  readonly repository?: {
    /** Before the repository's name; empty when it has no place. */
    readonly name: string;
    /** Behind it; a line's end if nothing is said. */
    readonly nameEnd?: string;
    /** Before each file's path. */
    readonly file: string;
    /** The path of the file with the hole stands behind the prefix marker, not before it. */
    readonly pathInPrefix?: boolean;
  };
  /** The line over each file within the prefix, for a family without such markers; `{path}` stands for the file's. */
  readonly header?: string;
}
