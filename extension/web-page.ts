/** The HTML around a page of ours: its script and its style, and a policy that lets nothing else in. */
import { l10n, Uri, type Webview } from "vscode";

interface WebPage {
  readonly webview: Webview;
  /** Where scripts and styles lie. */
  readonly folder: Uri;
  /** Of its script; `-style` stands behind it for the style. */
  readonly name: string;
  readonly title: string;
}

export function webPage({ webview, folder, name, title }: WebPage): string {
  const address = (file: string) => webview.asWebviewUri(Uri.joinPath(folder, file)).toString();
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
  ].join("; ");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" id="vscode-codicon-stylesheet" href="${address(`${name}-style.css`)}" nonce="${nonce}">
<title>${title}</title>
</head>
<body>
<main id="page"></main>
<script type="application/json" id="words">${words()}</script>
<script type="module" nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`;
}

/** The translation that VS Code has read, for the page to look its texts up in. */
function words(): string {
  return JSON.stringify(l10n.bundle ?? {}).replaceAll("<", "\\u003c");
}
