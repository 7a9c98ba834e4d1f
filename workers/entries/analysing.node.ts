import { ownEndpoint, sayAside } from '../../src/threads/own.ts';
import { serve } from '../link/serve.ts';
import { createAnalysingService } from '../node/analysing-service.ts';

serve(createAnalysingService(sayAside), ownEndpoint());
