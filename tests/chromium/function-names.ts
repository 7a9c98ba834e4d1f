/** Run in a page before functions of ours are: the loader of our scripts names them with a helper that a page lacks. */
export const FUNCTION_NAMES = 'globalThis.__name = (named) => named';
