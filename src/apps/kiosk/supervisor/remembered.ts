import * as v from 'valibot';

const KEY = 'perpixel-kiosk';

const schema = v.object({
  /** Milliseconds that the last reload was ago, and when that was so: across pages only the wall's clock goes on. */
  sinceReload: v.nullable(v.pipe(v.number(), v.minValue(0))),
  time: v.number(),
  /** What was shown, where the page reloaded itself. */
  source: v.nullable(v.string()),
  /** Why it did. */
  reason: v.nullable(v.string()),
});

/** What one page of a kiosk leaves to the next. */
export type Remembered = v.InferOutput<typeof schema>;

/** null: nothing, or nothing that can be read. */
export function recallKiosk(): Remembered | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(localStorage.getItem(KEY) ?? 'null'));
    return parsed.success ? parsed.output : null;
  } catch {
    // storage may be forbidden, or hold anything
    return null;
  }
}

export function rememberKiosk(remembered: Remembered): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(remembered));
  } catch {
    // a full disk stops nobody
  }
}
