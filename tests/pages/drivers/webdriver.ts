/** What the WebDriver protocol calls an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The few commands of WebDriver that a visit needs, over HTTP. */
export class WebDriver {
  readonly #base: string;
  #session = '';
  version = '';

  constructor(port: number) {
    this.#base = `http://127.0.0.1:${port}`;
  }

  async begin(capabilities: object): Promise<void> {
    const body = { capabilities: { alwaysMatch: capabilities } };
    const { sessionId, capabilities: got } = await this.#send<Begun>('POST', '/session', body);
    this.#session = `/session/${sessionId}`;
    this.version = got.browserVersion;
    await this.post('/timeouts', { script: 600_000, pageLoad: 60_000 });
  }

  post<T>(path: string, body: object = {}): Promise<T> {
    return this.#send('POST', this.#session + path, body);
  }

  get<T>(path: string): Promise<T> {
    return this.#send('GET', this.#session + path);
  }

  /** Runs a function's body, whose last argument takes its outcome. */
  script<T>(body: string, args: readonly unknown[]): Promise<T> {
    return this.post('/execute/async', { script: body, args });
  }

  /** An element that a function's body returns. */
  async element(body: string, args: readonly unknown[]): Promise<string | null> {
    const found = await this.post<Record<string, string> | null>('/execute/sync', { script: body, args });
    return found?.[ELEMENT] ?? null;
  }

  async end(): Promise<void> {
    if (!this.#session) return;
    const session = this.#session;
    this.#session = '';
    await this.#send('DELETE', session).catch(() => undefined);
  }

  async #send<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(this.#base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
    if (!response.ok) throw new Error(`WebDriver: ${value.error ?? ''} ${value.message ?? ''}`.trim());
    return value;
  }
}

interface Begun {
  readonly sessionId: string;
  readonly capabilities: { readonly browserVersion: string };
}
