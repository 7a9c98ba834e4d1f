import { recall, remember } from './remembered.ts';

/** The page's appearance: as the system has it, or as the visitor chose it here, remembered on this machine. */
const KEY = 'perpixel-theme';
const THEMES = ['auto', 'light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

function isTheme(value: unknown): value is Theme {
  return THEMES.some((each) => each === value);
}

function show(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

function wire(choice: HTMLElement, theme: Theme): void {
  const chosen = choice.querySelector<HTMLInputElement>(`input[value="${theme}"]`);
  if (chosen) chosen.checked = true;
  choice.hidden = false;
  choice.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !isTheme(target.value)) return;
    show(target.value);
    remember(KEY, target.value);
  });
}

const known = recall(KEY);
const theme = isTheme(known) ? known : 'auto';
show(theme);
const choice = document.querySelector<HTMLElement>('#theme');
if (choice) wire(choice, theme);
