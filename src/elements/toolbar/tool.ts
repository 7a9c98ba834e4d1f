import { html, nothing, type TemplateResult } from 'lit';

interface ToolState {
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly disabled?: boolean;
}

/** A button with a sign in place of words, which are its name. */
export function tool(label: string, icon: TemplateResult, act: () => void, state: ToolState = {}): TemplateResult {
  return html`
    <button
      class="button plain square tool"
      part="button"
      type="button"
      title=${label}
      aria-label=${label}
      aria-pressed=${state.pressed ?? nothing}
      aria-expanded=${state.expanded ?? nothing}
      ?disabled=${state.disabled ?? false}
      @click=${act}
    >
      ${icon}
    </button>
  `;
}
