import { css } from 'lit';

/** Buttons with signs: beside one another where there is room, and as wide as keys in a bar that is narrow. */
export const tools = css`
  @container (max-width: 42rem) {
    .tool {
      flex: 1;
      inline-size: auto;
    }

    .tool:not([aria-pressed='true'], [aria-expanded='true'], :hover) {
      background: var(--_raised);
      border-color: var(--_line);
    }
  }
`;
