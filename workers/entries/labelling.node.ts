import { ownEndpoint, sayAside } from '../../src/threads/own.ts';
import { serve } from '../link/serve.ts';
import { createLabellingThread } from '../node/labelling-thread.ts';

serve(createLabellingThread(sayAside), ownEndpoint());
