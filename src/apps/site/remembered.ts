/** What a visitor chose on this page, as this browser remembers it; null: nothing, or it may not. */
export function recall(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    // storage may be forbidden; the page works without it
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // as above
  }
}
