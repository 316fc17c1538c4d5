/** A tool as a conversation sees it: what a call would do is known before it is done, so that the user can be asked. */
import type { Signal } from "../completion/ports.ts";
import type { Tool } from "../completion/message.ts";
import type { Words } from "../completion/told.ts";
import type { FileChange, PermissionAsked } from "../protocol/chat/conversation.ts";

export interface ChatTool {
  readonly tool: Tool;
  /** It only looks: `explore` may have it. */
  readonly reads: boolean;
  /** Of VS Code, another extension or an MCP server. */
  readonly isForeign?: true;
  /** What a call with these arguments would do. Arguments that make no sense are a problem, told to the model. */
  readonly plan: (asked: unknown) => Promise<Plan | Problem>;
}

export interface Plan {
  /** In words for the user: “Read server/main.ts, lines 1 to 40”. */
  readonly title: Words;
  /** Left out where nobody needs to be asked. */
  readonly permission?: PermissionAsked & {
    /** What “for this chat” and “always” allow from then on; empty when each call is to be asked for. */
    readonly rule: string;
  };
  /** Never throws. `report` takes what can be told before the end. */
  readonly run: (report: (text: string) => void, signal: Signal) => Promise<ToolResult>;
}

export interface Problem {
  readonly problem: string;
}

export interface ToolResult {
  /** For the model, beside what was reported. As long as it is: the conversation shortens it. */
  readonly text: string;
  readonly failed?: true;
  /** What was done to files. */
  readonly changes?: readonly FileChange[];
}

/** What the user has allowed for good, over all chats. */
export interface Permissions {
  readonly allows: (rule: string) => boolean;
  readonly allow: (rule: string) => Promise<void>;
}
