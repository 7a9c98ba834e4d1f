import { serve } from '../link/serve.ts';

// A worker's timers go on in a hidden page, whose own are slowed down to one a second.
serve((ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms)));
