/** Bars in the theme's colours, and the same figures as a table for whoever does not see them. */
import { html, nothing, svg, type TemplateResult } from "lit";

import { t } from "../words.ts";

export interface Bar {
  readonly name: string;
  /** One upon the other, the lowest first. */
  readonly parts: readonly number[];
}

export interface Chart {
  readonly title: string;
  /** What the parts are. */
  readonly parts: readonly string[];
  readonly bars: readonly Bar[];
  /** How a figure is written. */
  readonly write: (figure: number) => string;
}

const WIDTH = 720;
const HEIGHT = 140;
const BELOW = 20;

export function chart({ title, parts, bars, write }: Chart): TemplateResult {
  const most = Math.max(...bars.map(({ parts }) => total(parts)), 0);
  const id = title.replaceAll(/\W+/g, "-").toLowerCase();
  return html`<section aria-labelledby=${id}>
    <h2 id=${id}>${title}</h2>
    ${
      most === 0
        ? html`<p class="quiet">${t("Nothing in this time.")}</p>`
        : html`<p class="legend">
              ${parts.map((part, index) => html`<span class="key part-${index}">${part}</span>`)}
              <span class="quiet">${t("at most {0}", write(most))}</span>
            </p>
            <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT + BELOW}" role="img" aria-labelledby=${id}>
              ${bars.map((bar, index) => column({ bar, index, of: bars.length, most, write }))}
              <path class="base" d="M0 ${HEIGHT}.5H${WIDTH}"></path>
            </svg>
            <details>
              <summary>${t("As a table")}</summary>
              ${table({ title, parts, bars, write })}
            </details>`
    }
  </section>`;
}

interface Column {
  readonly bar: Bar;
  readonly index: number;
  readonly of: number;
  readonly most: number;
  readonly write: (figure: number) => string;
}

/** Names stand below as many bars as there is room for. */
const NAMED = 8;

function column({ bar: { name, parts }, index, of, most, write }: Column) {
  const step = WIDTH / of;
  const gap = Math.min(4, step / 5);
  const everyNth = Math.ceil(of / NAMED);
  let top = HEIGHT;
  const rects = parts.map((figure, part) => {
    const height = (figure / most) * HEIGHT;
    top -= height;
    return svg`<rect class="part-${part}" x=${index * step + gap / 2} y=${top} width=${step - gap} height=${height}></rect>`;
  });
  const isNamed = (of - 1 - index) % everyNth === 0;
  // What stands in the middle below the last of many bars would be cut off.
  const at =
    everyNth > 1 && index === of - 1
      ? { x: WIDTH, anchor: "end" }
      : { x: (index + 0.5) * step, anchor: "middle" };
  return svg`<g>
    <title>${name}: ${parts.map(write).join(" / ")}</title>
    ${rects}
    ${isNamed ? svg`<text x=${at.x} y=${HEIGHT + 15} text-anchor=${at.anchor}>${name}</text>` : nothing}
  </g>`;
}

function table({ title, parts, bars, write }: Chart): TemplateResult {
  return html`<table class="values">
    <caption class="help">
      ${title}
    </caption>
    <thead>
      <tr>
        <th scope="col"></th>
        ${parts.map((part) => html`<th scope="col">${part}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${bars.map(
        ({ name, parts }) =>
          html`<tr>
            <th scope="row">${name}</th>
            ${parts.map((figure) => html`<td>${write(figure)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function total(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}
