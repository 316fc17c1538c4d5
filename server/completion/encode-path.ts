/** How a path reads in a URI as VS Code writes it, so that a file has the same name here as when it is opened. */

export function encodePath(path: string): string {
  const strictly = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return path
    .split("/")
    .map((name) => encodeURIComponent(name).replaceAll(/[!'()*]/g, strictly))
    .join("/");
}
