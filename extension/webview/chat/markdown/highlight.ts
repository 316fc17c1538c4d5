/** Code in the theme's colours. The classes are coloured by `code.css`. */
import { common, createLowlight } from "lowlight";

/** Colouring takes long for long texts, and nobody reads so much code in a chat. */
const MOST = 40_000;

const lowlight = createLowlight(common);
type Nodes = ReturnType<typeof lowlight.highlight>["children"];
lowlight.registerAlias({
  javascript: ["javascriptreact"],
  typescript: ["typescriptreact"],
  bash: ["fish"],
  ini: ["env"],
});

export function coloured(text: string, language: string): readonly Node[] {
  if (text.length > MOST || !lowlight.registered(language)) return [document.createTextNode(text)];
  return nodes(lowlight.highlight(language, text).children);
}

function nodes(children: Nodes): readonly Node[] {
  return children.map((child) => {
    if (child.type !== "element") return document.createTextNode(child.type === "text" ? child.value : "");
    const { className } = child.properties;
    const element = document.createElement("span");
    element.className = Array.isArray(className) ? className.join(" ") : "";
    element.append(...nodes(child.children));
    return element;
  });
}
