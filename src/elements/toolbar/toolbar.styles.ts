import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: toolbar / inline-size;
  }

  .bar {
    display: grid;
    gap: var(--_space-2);
  }

  .line {
    display: flex;
    gap: var(--_space-2) var(--_space-3);
    align-items: center;
    min-inline-size: 0;
  }

  .sources {
    flex: none;
    flex-wrap: wrap;
    max-inline-size: 100%;
  }

  /* the lamp of the key that is down */
  .key[aria-pressed='true'] .icon,
  .key:has(:checked) .icon {
    color: var(--_accent);
  }

  .overlays {
    flex: 2 1 auto;
  }

  .overlays .key {
    flex: 1 1 0;
    flex-direction: column;
    gap: var(--_space-1);
    min-inline-size: min-content;
    min-block-size: calc(var(--_unit) * 12.5);
    padding: var(--_space-1) var(--_space-2);
    font-size: var(--_text-xs);
  }

  .key:has([aria-disabled='true']) {
    color: var(--_ink-faint);
    cursor: default;
  }

  .key:has([aria-disabled='true']) .icon {
    opacity: 0.6;
  }

  /* its place stays, so that keys do not move from under the pointer that pressed one */
  .opacity.idle {
    visibility: hidden;
  }

  ::slotted([slot='playback']) {
    flex: none;
  }

  /* a caption and a native select in one frame */
  .field {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-inline-size: 0;
    min-block-size: var(--_hit);
    padding-inline-start: var(--_space-3);
    overflow: hidden;
    background: var(--_raised);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
    box-shadow: var(--_shadow-key);
  }

  /* cameras have the longest names, and give way first */
  .field.camera {
    flex-shrink: 100;
  }

  .field:hover {
    background: var(--_hover);
  }

  .field:focus-within:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .field .caption {
    flex: none;
  }

  .field select {
    flex: 1;
    min-inline-size: 0;
    max-inline-size: 15em;
    block-size: calc(var(--_hit) - 2px);
    padding-inline: var(--_space-2) calc(var(--_space-3) + var(--_icon));
    overflow: hidden;
    color: var(--_ink);
    font: 500 var(--_text-s) / 1 var(--_font);
    text-overflow: ellipsis;
    cursor: pointer;
    appearance: none;
    background: none;
    border: 0;
    outline: none;
  }

  .field option {
    color: var(--_ink);
    background: var(--_surface);
  }

  .field > .icon {
    position: absolute;
    inset-inline-end: var(--_space-2);
    color: var(--_ink-faint);
    pointer-events: none;
  }

  .opacity {
    display: grid;
    flex: 1 1 9em;
    grid-template-columns: auto minmax(4em, 1fr) 3em;
    gap: var(--_space-2);
    align-items: center;
    color: var(--_ink-soft);
    font-size: var(--_text-s);
  }

  .opacity output {
    color: var(--_ink);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .tools {
    display: flex;
    flex: 1 0 auto;
    gap: var(--_space-1);
    align-items: center;
    justify-content: end;
  }

  /* beside all buttons there is room for what is chosen, or for what that is called */
  @container toolbar (68rem < width < 79rem) {
    .field .caption {
      position: absolute;
      inline-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }

  @container toolbar (max-width: 68rem) {
    .line {
      flex-wrap: wrap;
    }

    .overlays,
    .opacity {
      flex: 1 1 100%;
    }

    /* in a line of its own, below the keys */
    .opacity.idle {
      display: none;
    }
  }

  @container toolbar (max-width: 42rem) {
    /* beside the key that plays and pauses, where there is one */
    .sources {
      flex: 1 1 14rem;
    }

    .sources .key {
      flex: 1;
      padding-inline: var(--_space-2);
    }

    .field {
      flex: 1 1 min(100%, 10.5em);
    }

    /* what is chosen has the whole width, under what that is called */
    .field {
      padding-inline-start: 0;
    }

    .field .caption {
      position: absolute;
      inset-block-start: var(--_space-1);
      inset-inline-start: var(--_space-2);
      font-size: var(--_text-xs);
      line-height: 1.2;
      pointer-events: none;
    }

    .field select {
      max-inline-size: none;
      block-size: calc(var(--_hit) + var(--_unit));
      padding-block-start: calc(var(--_space-1) + 1.2 * var(--_text-xs));
    }

    .overlays {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 7.6em), 1fr));
      font-size: var(--_text-xs);
    }

    .overlays .key {
      min-inline-size: 0;
    }

    .tools {
      flex: 1 1 100%;
      flex-wrap: wrap;
    }
  }

  /* four keys that do not fit beside one another: two by two, and one by one where text is large */
  @container toolbar (max-width: 28rem) {
    .sources .key {
      flex: 1 1 40%;
    }
  }

  @media (forced-colors: active) {
    .key[aria-pressed='true'] .icon,
    .key:has(:checked) .icon {
      color: inherit;
    }
  }
`;
