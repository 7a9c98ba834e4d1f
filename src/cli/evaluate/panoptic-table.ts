import type { Quality } from '../../core/metrics/panoptic-quality.ts';
import type { PanopticResult } from './panoptic-tally.ts';
import { figure, inCell, markdown } from './report.ts';

/** A row for each class that occurs, then the means; what connected regions of the same labels reach stands beside. */
export function panopticTable(
  { model, regions, withSpecks }: PanopticResult,
  classes: readonly { readonly name: string }[],
): string {
  const head = ['class', 'PQ', 'SQ', 'RQ', 'matched', 'extra', 'missed', 'PQ of regions', 'PQ with specks'];
  const rows = classes.flatMap(({ name }, id) => {
    const [own, region, every] = [model.classes[id] ?? null, regions.classes[id], withSpecks.classes[id]];
    if (own === null) return [];
    const counts = [own.matched, own.extra, own.missed].map(String);
    return [[inCell(name), ...qualities(own), ...counts, figure(region?.pq), figure(every?.pq)]];
  });
  const means = (['things', 'stuff', 'all'] as const).map((which) => [
    which,
    ...qualities(model[which]),
    '',
    '',
    '',
    figure(regions[which]?.pq),
    figure(withSpecks[which]?.pq),
  ]);
  return markdown([head, ...rows, ...means]);
}

function qualities(quality: Quality | null): string[] {
  return [quality?.pq, quality?.sq, quality?.rq].map(figure);
}
