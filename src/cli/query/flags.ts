/** How ranges are handed out. */
export interface QueryFlags {
  readonly csv?: true;
  readonly json?: true;
  readonly open?: true;
}
