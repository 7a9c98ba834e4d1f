import type { Plugin } from 'vite';

/**
 * For one run of the tests: the browser keeps what it was served. Each test that starts a worker would ask again for each of
 * its hundred modules whether it had changed.
 */
export function keptModules(): Plugin {
  return {
    name: 'kept-modules',
    configureServer({ config, middlewares }) {
      // whoever edits wants to see it
      if (config.server.watch) return;
      middlewares.use((_request, response, next) => {
        const setHeader = response.setHeader.bind(response);
        response.setHeader = (name, value) =>
          setHeader(name, name.toLowerCase() === 'cache-control' && value === 'no-cache' ? 'max-age=3600' : value);
        next();
      });
    },
  };
}
