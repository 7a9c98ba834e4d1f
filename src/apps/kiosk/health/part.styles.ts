import { css } from 'lit';

/** What the parts of the page with a head of their own have in common. */
export const part = css`
  :host {
    display: grid;
    gap: var(--_space-3);
    min-inline-size: 0;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-4);
    align-items: baseline;
    justify-content: space-between;
  }

  h2 {
    margin: 0;
    font: 600 var(--_text-m) / 1.2 var(--_font);
  }
`;
