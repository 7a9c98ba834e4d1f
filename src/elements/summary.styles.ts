import { css } from 'lit';

/** What opens details: a chevron of ours (`.icon`) that turns, in place of the browser's mark. */
export const summary = css`
  summary {
    display: flex;
    align-items: center;
    min-block-size: var(--_hit);
    list-style: none;
    cursor: pointer;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary .icon {
    rotate: -90deg;
    transition: rotate var(--_fast);
  }

  details[open] summary .icon {
    rotate: none;
  }
`;
