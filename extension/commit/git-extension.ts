/** As much of VS Code's built-in Git extension as is asked of it: https://github.com/microsoft/vscode/blob/main/extensions/git/src/api/git.d.ts */
import { extensions, type Uri } from "vscode";

export interface Change {
  readonly uri: Uri;
  readonly status: number;
}

export interface Repository {
  readonly rootUri: Uri;
  readonly inputBox: { value: string };
  readonly state: {
    readonly indexChanges: readonly Change[];
    readonly workingTreeChanges: readonly Change[];
    readonly mergeChanges: readonly Change[];
    readonly untrackedChanges?: readonly Change[];
  };
  /** Staged, or what is not. */
  readonly diff: (cached?: boolean) => Promise<string>;
  readonly log: (options: {
    readonly maxEntries: number;
  }) => Promise<readonly { readonly message: string }[]>;
}

interface Git {
  readonly repositories: readonly Repository[];
}

interface GitExtension {
  readonly enabled: boolean;
  readonly getAPI: (version: 1) => Git;
}

/** None where Git is not installed, or turned off. */
export async function gitRepositories(): Promise<readonly Repository[]> {
  const extension = extensions.getExtension<GitExtension>("vscode.git");
  const git = await extension?.activate();
  return git?.enabled ? git.getAPI(1).repositories : [];
}
