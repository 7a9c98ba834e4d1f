import { DEFAULT_CONFIG, readConfig, type ConfigMistake, type KioskConfig } from './config.ts';

const KEY = 'perpixel:kiosk';
/** Milliseconds: a server that hangs must not keep the screen dark. */
const PATIENCE = 5000;

export interface LoadedConfig {
  readonly config: KioskConfig;
  /** What is wrong with the file as it is now; null: nothing, or it could not be had. */
  readonly mistake: ConfigMistake | null;
  /** `file`: as it is now. `kept`: the last good one. `default`: there was none. */
  readonly from: 'file' | 'kept' | 'default';
}

/** Reads `kiosk.json` beside the page. A bad one, or a server that is gone, leaves the last good one in force. Never rejects. */
export async function loadConfig(address: URL = new URL('./kiosk.json', document.baseURI)): Promise<LoadedConfig> {
  const text = await fetchText(address);
  if (text === 'none') return { config: DEFAULT_CONFIG, mistake: null, from: 'default' };
  const { config, mistake } = text === null ? { config: null, mistake: null } : readConfig(text.json);
  if (config) {
    keep(text?.json ?? '');
    return { config, mistake: null, from: 'file' };
  }
  const kept = recall();
  return kept ? { config: kept, mistake, from: 'kept' } : { config: DEFAULT_CONFIG, mistake, from: 'default' };
}

/** null: the server cannot be reached, or is in trouble; `none`: it has no such file. */
async function fetchText(address: URL): Promise<{ readonly json: string } | null | 'none'> {
  try {
    const response = await fetch(address, { cache: 'no-cache', signal: AbortSignal.timeout(PATIENCE) });
    const type = response.headers.get('content-type') ?? '';
    // servers of one-page sites answer everything with a page
    if (response.status === 404 || (response.ok && type.startsWith('text/html'))) return 'none';
    return response.ok ? { json: await response.text() } : null;
  } catch {
    return null;
  }
}

function keep(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // without storage every start depends on the file
  }
}

function recall(): KioskConfig | null {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? null : readConfig(text).config;
  } catch {
    return null;
  }
}
