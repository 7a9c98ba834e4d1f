import { expose } from 'comlink';
import { createPostprocessService } from '../video/postprocess-service.ts';

expose(createPostprocessService());
