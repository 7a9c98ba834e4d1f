import { transferHandlers } from 'comlink';
import { serve } from '../link/serve.ts';
import { Street } from '../street/street.ts';
import { withCode } from '../street/thrown.ts';

const thrown = transferHandlers.get('throw');
if (thrown) transferHandlers.set('throw', withCode(thrown));
serve(new Street());
