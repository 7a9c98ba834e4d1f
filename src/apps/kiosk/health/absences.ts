import { html, nothing, type TemplateResult } from 'lit';

/** Who came from a kiosk has no address bar, and brought its query along. */
export function wayBack(): TemplateResult | typeof nothing {
  const { search } = location;
  if (!new URLSearchParams(search).has('kiosk')) return nothing;
  return html`<a class="button primary" href="./${search}">Back to the kiosk</a>`;
}

export function empty(inFile: boolean): TemplateResult {
  if (inFile) return html`<section class="panel none"><h2>The file holds no lines</h2></section>`;
  return html`
    <section class="panel none">
      <h2>No kiosk has run here yet</h2>
      <p>
        An unattended screen keeps its log in its own browser, at its own address. Start one in this browser with
        <a href="./?kiosk">?kiosk</a>, or open a file that was exported on the machine with the screen.
      </p>
    </section>
  `;
}

export function noCurves(): TemplateResult {
  return html`
    <section class="panel">
      <h2>Curves</h2>
      <p>
        Nothing was measured in this time. A screen that runs is measured every two minutes, the first time after 30 s.
      </p>
    </section>
  `;
}

export function refused(): TemplateResult {
  return html`
    <section class="panel none">
      <h2>This browser keeps nothing for this page</h2>
      <p>
        So there is no log of this machine: the window is private, or site data are blocked. Allow them for this address
        and reload, or open a file that was exported elsewhere.
      </p>
    </section>
  `;
}
