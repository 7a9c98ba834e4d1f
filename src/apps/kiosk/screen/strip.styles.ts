import { css } from 'lit';

export const styles = css`
  ul {
    display: flex;
    align-items: end;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li {
    position: relative;
    display: grid;
    flex: 0 1 0;
    gap: 0.1em;
    min-inline-size: 0;
    padding-block-end: calc(1.9vmin + 0.55em);
    overflow: hidden;
    font-size: max(2.5vmin, 15px);
    line-height: 1.15;
    white-space: nowrap;
    transition: flex-grow 700ms linear;
  }

  i {
    position: absolute;
    inset-block: auto 0;
    inset-inline: 0 0.35vmin;
    block-size: 1.9vmin;
    min-inline-size: 1px;
    background: currentColor;
  }

  li:last-child i {
    inset-inline-end: 0;
  }

  span {
    overflow: hidden;
    color: #f0efeb;
    text-overflow: ellipsis;
  }

  /* a first letter that is set apart is no longer joined to the next one */
  .name:not(:lang(ar, fa, ur, ps, ug, sd, ckb)) bdi {
    display: inline-block;
  }

  .name:not(:lang(ar, fa, ur, ps, ug, sd, ckb)) bdi::first-letter {
    text-transform: uppercase;
  }

  .share {
    color: #c9c9c6;
    font-variant-numeric: tabular-nums;
  }

  @media (prefers-reduced-motion: reduce) {
    li {
      transition: none;
    }
  }
`;
