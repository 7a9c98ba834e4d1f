import { servePipelines } from '../live/serve-pipelines.ts';

servePipelines();
