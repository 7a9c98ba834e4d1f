import { ownEndpoint } from '../../src/threads/own.ts';
import { serve } from '../link/serve.ts';
import { createPostprocessService } from '../video/postprocess-service.ts';

serve(createPostprocessService(), ownEndpoint());
