/** What the viewer opens. */
export const PICKED_TYPES = 'video/*,image/*';

/** Lets the visitor choose a video or an image; null: none. Needs a user's gesture. */
export function pickFile(): Promise<File | null> {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept: PICKED_TYPES });
  return new Promise((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null), { once: true });
    input.addEventListener('cancel', () => resolve(null), { once: true });
    input.click();
  });
}
