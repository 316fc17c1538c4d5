/** What a command comes to, for whoever prints it. */
export interface Told {
  /** For standard output. */
  readonly out?: string;
  /** For standard error. */
  readonly problem?: string;
  /** Whether all is well, where a problem or its absence does not say it. */
  readonly ok?: boolean;
}
