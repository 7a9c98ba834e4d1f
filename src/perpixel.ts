/** All entries together, for whoever copies `dist/lib` beside a page. */
export * from './index.ts';
export * from './video.ts';
export * from './elements.ts';
