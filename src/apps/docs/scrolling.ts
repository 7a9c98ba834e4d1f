/** What is wider than its column scrolls by itself: with the keyboard too, and only there is it a stop of the Tab key. */
export function scrollWithKeys(): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const each of document.querySelectorAll('.wide, pre')) observer.observe(each);
}
