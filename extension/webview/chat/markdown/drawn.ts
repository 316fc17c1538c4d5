/** A block that was drawn. */

export interface Drawn {
  readonly element: HTMLElement;
  /** Where a block that is joined to this one goes on. */
  readonly body: HTMLElement;
}
