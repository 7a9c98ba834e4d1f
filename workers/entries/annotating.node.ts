import { ownEndpoint } from '../../src/threads/own.ts';
import { serve } from '../link/serve.ts';
import { createAnnotatingService } from '../node/annotating-service.ts';

serve(createAnnotatingService(), ownEndpoint());
