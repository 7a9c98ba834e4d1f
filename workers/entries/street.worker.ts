import { expose, transferHandlers } from 'comlink';
import { Street } from '../street/street.ts';
import { withCode } from '../street/thrown.ts';

const thrown = transferHandlers.get('throw');
if (thrown) transferHandlers.set('throw', withCode(thrown));
expose(new Street());
