export const OUTPUTS = ['labelMap', 'confidence', 'entropy', 'probabilities', 'panoptic', 'disagreement'] as const;
export type OutputKind = (typeof OUTPUTS)[number];
