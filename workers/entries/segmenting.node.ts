import { ownEndpoint, sayAside } from '../../src/threads/own.ts';
import { serve } from '../link/serve.ts';
import { createSegmentingService } from '../node/segmenting-service.ts';

serve(createSegmentingService(sayAside), ownEndpoint());
