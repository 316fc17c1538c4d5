/** Which documents are offered help: the ones that Keyfill completes, too. */
import type { DocumentSelector } from "vscode";

export const WHERE_CODE_IS: DocumentSelector = [
  { scheme: "file" },
  { scheme: "untitled" },
  { scheme: "vscode-notebook-cell" },
];
