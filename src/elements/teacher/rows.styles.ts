import { css } from 'lit';

/** What can be drawn over, and the pictures that were. */
export const rows = css`
  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2px;
  }

  .row {
    position: relative;
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-2);
    font-size: var(--_text-s);
    cursor: pointer;
    border-radius: var(--_radius-xs);
  }

  .row:hover {
    background: var(--_hover);
  }

  .row.chosen {
    background: var(--_raised);
    box-shadow: inset 0 0 0 2px var(--_accent);
  }

  .choice {
    flex: none;
    inline-size: calc(var(--_unit) * 4.5);
    block-size: calc(var(--_unit) * 4.5);
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }

  .colour,
  .sign {
    flex: none;
    inline-size: calc(var(--_unit) * 5);
    block-size: calc(var(--_unit) * 5);
  }

  .colour {
    padding: 0;
    cursor: pointer;
    background: none;
    border: 0;
  }

  .colour::-webkit-color-swatch-wrapper {
    padding: 0;
  }

  .colour::-webkit-color-swatch {
    border: 1px solid light-dark(#17181a33, #ffffff40);
    border-radius: var(--_radius-xs);
  }

  .name,
  .words {
    flex: 1 1 0;
    min-inline-size: 0;
  }

  .name {
    block-size: calc(var(--_unit) * 7);
    padding: 0 var(--_space-1);
    overflow: hidden;
    text-overflow: ellipsis;
    background: none;
    border: 1px solid transparent;
    border-radius: var(--_radius-xs);
  }

  .name:hover,
  .name:focus {
    background: var(--_surface);
    border-color: var(--_line);
  }

  .figures {
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }

  .remove {
    flex: none;
    display: grid;
    place-items: center;
    inline-size: max(24px, calc(var(--_unit) * 6));
    block-size: max(24px, calc(var(--_unit) * 6));
    padding: 0;
    color: var(--_ink-soft);
    cursor: pointer;
    background: none;
    border: 0;
    border-radius: var(--_radius-xs);
  }

  .remove:hover {
    color: var(--_ink);
    background: var(--_hover);
  }

  .remove .icon {
    inline-size: 14px;
    block-size: 14px;
  }

  .frames {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(5em, 1fr));
    gap: var(--_space-1);
    max-block-size: 14em;
    overflow: auto;
    scrollbar-width: thin;
  }

  .frames li {
    position: relative;
  }

  .back {
    display: block;
    inline-size: 100%;
    padding: 0;
    background: none;
    border: 0;
    border-radius: var(--_radius-xs);
    cursor: pointer;
  }

  .back:hover .face {
    border-color: var(--_ink-soft);
  }

  .face {
    display: grid;
    place-items: center;
    inline-size: 100%;
    aspect-ratio: 4 / 3;
    object-fit: cover;
    color: var(--_ink-soft);
    background: var(--_well);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-xs);
  }

  .face.mirrored {
    scale: -1 1;
  }

  .chosen .face {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 1px var(--_accent);
  }

  .frames .remove {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    color: #ffffff;
    background: #0b0c0dcc;
    border-radius: 0 var(--_radius-xs);
  }

  .frames .remove:hover {
    background: #0b0c0d;
  }

  @media (forced-colors: active) {
    .row.chosen {
      outline: 2px solid Highlight;
    }
  }
`;
