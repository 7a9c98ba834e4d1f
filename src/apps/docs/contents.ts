/** Where there is room for one column only, the contents fold away until they are wanted. */
export function contentsOnPhone(): void {
  const contents = document.querySelector<HTMLDetailsElement>('.contents');
  const narrow = matchMedia('(max-width: 60rem)');
  if (!contents) return;
  const follow = (): void => {
    contents.open = !narrow.matches;
  };
  follow();
  narrow.addEventListener('change', follow);
  contents.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
}
