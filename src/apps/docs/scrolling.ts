/** What is wider than its column scrolls by itself: with the keyboard too, and only there is it a stop of the Tab key. */
export function scrollWithKeys(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) makeStop(target);
  });
  for (const each of document.querySelectorAll('.wide, pre')) {
    makeStop(each); // the observer speaks only after the page was drawn
    observer.observe(each);
  }
}

function makeStop(element: Element): void {
  if (element.scrollWidth > element.clientWidth) element.setAttribute('tabindex', '0');
  else element.removeAttribute('tabindex');
}
