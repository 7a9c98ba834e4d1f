interface Policy {
  allowsFeature(feature: string): boolean;
}

/** Chromium's names for what the page's headers and its iframe allow. */
type Governed = Document & { readonly permissionsPolicy?: Policy; readonly featurePolicy?: Policy };

/** Whether a camera may be asked for here at all; null: this browser does not tell. */
export function canCamera(page: Governed = document): boolean | null {
  return (page.permissionsPolicy ?? page.featurePolicy)?.allowsFeature('camera') ?? null;
}

export function isFramed(): boolean {
  return window.top !== window;
}
