/** What a spreadsheet takes for the beginning of a formula: = + - @ with their full-width and small forms, a minus sign, and white space that moves cells. */
const FORMULA = '=+\\-@\\uFF1D\\uFF0B\\uFF0D\\uFF20\\uFE66\\uFE62\\uFE63\\uFE6B\\u2212\\t\\r\\n';

/** What a spreadsheet may pass over before it: spaces of any kind, control and format characters, and our own guards. */
const SKIPPED = "['\\s\\p{Cc}\\p{Cf}]*";

/** The places where a cell may begin: the text's own beginning, and behind whatever some program takes for a separator. */
const BEGINNING = '(?<=^|[,;|"\\t\\r\\n])';

const OPEN = new RegExp(`${BEGINNING}(?=${SKIPPED}[${FORMULA}])`, 'gu');
const GUARDED = new RegExp(`${BEGINNING}'(?=${SKIPPED}[${FORMULA}])`, 'gu');

/**
 * A text that no spreadsheet runs as a formula: an apostrophe stands before what would begin one, as OWASP advises
 * (https://owasp.org/www-community/attacks/CSV_Injection). Any other text comes back as it was.
 */
export function guarded(text: string): string {
  return text.replaceAll(OPEN, "'");
}

/** The text that was guarded, exactly. */
export function unguarded(text: string): string {
  return text.replaceAll(GUARDED, '');
}
