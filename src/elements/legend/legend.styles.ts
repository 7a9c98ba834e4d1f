import { css } from 'lit';

export const styles = css`
  :host {
    display: block;
    container: legend / inline-size;
  }

  header {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-2);
    align-items: baseline;
    justify-content: space-between;
    margin-block-end: var(--_space-2);
  }

  h2 {
    margin: 0;
    font: 600 var(--_text-m) / 1.3 var(--_font);
  }

  .accuracy {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--_space-3);
    align-items: center;
    margin: 0 0 var(--_space-3);
    padding: var(--_space-2) var(--_space-3);
    background: var(--_well);
    border-radius: var(--_radius-s);
  }

  .accuracy b {
    font: 600 var(--_text-l) / 1.2 var(--_font);
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    white-space: nowrap;
  }

  .accuracy span {
    color: var(--_ink-soft);
    font-size: var(--_text-xs);
    line-height: 1.35;
  }

  .search {
    display: block;
    margin-block-end: var(--_space-2);
  }

  .search input {
    box-sizing: border-box;
    inline-size: 100%;
    min-block-size: var(--_hit);
    padding: 0 var(--_space-3);
    color: var(--_ink);
    font: 400 var(--_text-s) / 1.3 var(--_font);
    background: var(--_well);
    border: 1px solid var(--_line);
    border-radius: var(--_radius-s);
  }

  .search input::placeholder {
    color: var(--_ink-faint);
    opacity: 1;
  }

  .search .note:empty {
    display: none;
  }

  table {
    inline-size: 100%;
    border-collapse: separate;
    border-spacing: 0;
    font-size: var(--_text-s);
  }

  thead th {
    padding-block-end: var(--_space-1);
    color: var(--_ink-faint);
    font: 500 var(--_text-xs) / 1.3 var(--_mono);
    text-align: end;
  }

  thead th.name,
  tbody th {
    padding-inline-start: 0;
    text-align: start;
  }

  /* at least as wide as they will ever be, and never nearer to what stands before them */
  .share,
  .iou,
  .figure {
    padding-inline-start: var(--_space-2);
  }

  .share {
    inline-size: 5.2em;
  }

  .iou {
    inline-size: 2.2em;
  }

  .bar {
    inline-size: 28%;
  }

  th.name {
    inline-size: auto;
    max-inline-size: 0;
  }

  tbody th,
  tbody td {
    block-size: calc(var(--_unit) * 6.5);
    padding-block: 0;
    font-weight: 400;
    line-height: 1.2;
    vertical-align: middle;
  }

  tbody th .what {
    display: flex;
    gap: var(--_space-2);
    align-items: center;
    min-inline-size: 0;
  }

  .name-text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .count {
    flex: none;
    color: var(--_ink-soft);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .bar svg {
    display: block;
    inline-size: 100%;
    block-size: calc(var(--_unit) * 1.5);
    overflow: hidden;
    background: light-dark(var(--_well), var(--_line));
    border-radius: 99px;
    forced-color-adjust: none;
  }

  .bar rect {
    /* half of it is clipped: a hairline that lifts a colour as dark or as light as what lies behind */
    stroke: light-dark(#17181a24, #ffffff47);
    stroke-width: 2;
  }

  td {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  td.iou {
    color: var(--_ink-soft);
  }

  tr.absent td,
  tr.absent th {
    color: var(--_ink-faint);
  }

  tbody th {
    border-start-start-radius: var(--_radius-xs);
    border-end-start-radius: var(--_radius-xs);
  }

  tbody td:last-child {
    padding-inline-end: 0;
    border-start-end-radius: var(--_radius-xs);
    border-end-end-radius: var(--_radius-xs);
  }

  thead th:last-child {
    padding-inline-end: 0;
  }

  tr.active > * {
    color: var(--_ink);
    background: var(--_hover);
  }

  /* reaches out beside the table, where a wider table would have to be scrolled to */
  tr.active > :is(:first-child, :last-child) {
    box-shadow:
      var(--_space-2) 0 0 var(--_hover),
      calc(var(--_space-2) * -1) 0 0 var(--_hover);
  }

  tr.active .name-text {
    font-weight: 600;
  }

  .note {
    margin: var(--_space-2) 0 0;
    color: var(--_ink-faint);
    font-size: var(--_text-xs);
    line-height: 1.45;
  }

  /* a name and its count come before a long bar */
  @container legend (max-width: 18rem) {
    .bar {
      inline-size: 15%;
    }
  }

  @container legend (max-width: 15rem) {
    .bar {
      inline-size: 0;
    }

    .bar svg {
      display: none;
    }

    /* WebKit has columns of a given width share what one that is as wide as it likes leaves */
    th.name {
      inline-size: 100%;
    }
  }

  @media (forced-colors: active) {
    tr.active > * {
      forced-color-adjust: none;
      color: HighlightText;
      background: Highlight;
    }
  }
`;
