import { css } from 'lit';

export const styles = css`
  .box {
    position: relative;
  }

  .list {
    position: absolute;
    inset-block-start: calc(100% + 4px);
    inset-inline: 0;
    z-index: 3;
    padding: var(--_space-1);
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    box-shadow: var(--_shadow-float);
  }

  .list [aria-selected='true'] {
    color: var(--_accent-text);
    background: var(--_accent-wash);
  }

  .list [role='option'] {
    padding: var(--_space-1) var(--_space-2);
    font: 500 var(--_text-xs) / 1.4 var(--_mono);
    cursor: pointer;
    border-radius: var(--_radius-xs);
  }

  pre {
    margin: 0 0 var(--_space-1);
    overflow: auto;
    font: 500 var(--_text-xs) / 1.4 var(--_mono);
  }

  mark {
    color: var(--_accent-text);
    text-decoration: wavy underline var(--_accent);
    background: none;
  }
`;
