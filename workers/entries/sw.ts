import { OfflineSite } from '../offline/offline-site.ts';
import { VERSION } from '../../src/core/text/version.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** Written in by the build: every file of the site, its SHA-256 as the revision. */
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string }[];
};

const files = self.__WB_MANIFEST.map(({ url, revision }) => ({ url, sha256: revision }));
new OfflineSite(self, files, VERSION).listen();
