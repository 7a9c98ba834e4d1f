import { expose } from 'comlink';

// A worker's timers go on in a hidden page, whose own are slowed down to one a second.
expose((ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)));
