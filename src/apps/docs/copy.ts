/** How long it says that it has copied, milliseconds. */
const SHOWN = 1600;

/** Gives each snippet a button that copies it. */
export function copyButtons(): void {
  if (!navigator.clipboard) return;
  for (const box of document.querySelectorAll('.code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', () => void copy(box, button));
    box.append(button);
  }
}

async function copy(box: Element, button: HTMLButtonElement): Promise<void> {
  const done = await navigator.clipboard.writeText(box.querySelector('code')?.textContent ?? '').then(
    () => 'Copied',
    () => 'Not allowed',
  );
  button.textContent = done;
  setTimeout(() => (button.textContent = 'Copy'), SHOWN);
}
