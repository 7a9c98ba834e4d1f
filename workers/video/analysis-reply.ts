import { replier } from '../link/reply.ts';

/** Replies of the analysis' workers. */
export const reply = replier('Reload the page and try again.');
