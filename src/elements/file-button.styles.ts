import { css } from 'lit';

/** A button with a file input over it (`.add`): a native one, so that a file may be dropped on it as well. */
export const fileButton = css`
  .add {
    position: relative;
  }

  .add input {
    position: absolute;
    inset: 0;
    overflow: hidden;
    cursor: pointer;
    opacity: 0;
  }

  .add:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
`;
