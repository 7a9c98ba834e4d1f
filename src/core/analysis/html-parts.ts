/** A class as a page shows it. */
export interface Coloured {
  readonly id: number;
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
}

export function plot(inside: string, width: number, height: number): string {
  return `<svg class="plot" viewBox="0 0 ${width} ${height}" role="img">${inside}</svg>`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
