import { expose } from 'comlink';
import { remux } from './remux/remux.ts';

expose(remux);
