import type { PerPixelElement } from '../../perpixel.ts';

/** The button that begins and ends teaching. It is the page's own: not everybody who shows a tool bar wants to teach. */
export function offerTeaching(viewer: PerPixelElement): void {
  const button = viewer.querySelector<HTMLButtonElement>('#teach');
  if (!button) return;
  const show = (): void => {
    button.ariaPressed = String(viewer.teach);
  };
  button.addEventListener('click', () => {
    viewer.teach = !viewer.teach;
  });
  new MutationObserver(show).observe(viewer, { attributes: true, attributeFilter: ['teach'] });
  button.hidden = false;
  show();
}
