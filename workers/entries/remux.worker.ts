import { expose } from 'comlink';
import { remux } from '../video/remux.ts';

expose(remux);
