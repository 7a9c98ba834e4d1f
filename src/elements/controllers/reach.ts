export const REACHES = ['page', 'picture', 'off'] as const;
/** Where keys work: wherever the page has its focus, only on the picture, nowhere. */
export type Reach = (typeof REACHES)[number];
