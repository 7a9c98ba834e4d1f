/** A name as a line of a terminal: one that holds a line break, or what moves the cursor or turns the text round, is written as JSON writes it. */
export function printable(name: string): string {
  return /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name)
    ? JSON.stringify(name).replaceAll(
        /[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
        (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    : name;
}
