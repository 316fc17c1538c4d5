/** What `keyfill help` prints. */
export const USAGE = `Usage:
  keyfill complete FILE:LINE:COL [--json | --prompt] [--provider NAME] [--workspace-folder DIR]
      Prints what Keyfill suggests there. Line and column count from 1.
      --json              the whole outcome, with its timings
      --prompt            the prompt that would be sent; nothing is sent
      --provider          a file of providers.d without its ending, "environment" or "builtin"
      --workspace-folder  what the built-in engine learns from; else the folder of the repository or the file

  keyfill explain FILE:LINE:COL [--json] [--provider NAME] [--workspace-folder DIR]
      Completes there and tells why it came to what it came to: the prompt as it was sent, where its parts came from, the answer
      as it streamed, what was made of it, and where the time went.

  keyfill context FILE:LINE:COL [--tokens N] [--workspace-folder DIR] --json
  keyfill context --batch [--tokens N] [--workspace-folder DIR]
      Prints the snippets of the workspace that would enter the prompt there, and what was left out.
      --tokens            how many tokens they may take, 1000 if nothing is said
      --batch             answers lines of JSON, {"file", "text", "offset", "tokens"}, by one each; "text" is the document

  keyfill models [--provider NAME]
      Lists what the providers that are set up serve; with none set up, the servers that run on this machine.

  keyfill probe [--provider NAME] [--model NAME] [--json]
      Finds out whether completion really works, and how; the engine goes by it from then on.

  keyfill stats [--days N] [--json]
      What was asked, offered, accepted and kept on this machine, and how many tokens it took; of 30 days if nothing is said.

  keyfill index [FOLDER] [--json]
      Indexes a folder as the editor does, and tells what is in the index, and what was left out and why.

  keyfill lsp --stdio | --port N
      Serves LSP 3.18, over stdio or on 127.0.0.1:N.`;
