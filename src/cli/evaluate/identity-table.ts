import type { IdentityScore } from '../../core/metrics/identity.ts';
import type { IdentityResult } from './identity-follower.ts';
import { figure, inCell, markdown } from './report.ts';

/** A row for each class that has things, and one for all. */
export function identityTable({ all, classes }: IdentityResult, names: readonly { readonly name: string }[]): string {
  const head = ['class', 'IDF1', 'IDP', 'IDR', 'switches', 'MOTA', 'things', 'tracks'];
  const row = (name: string, { idf1, idp, idr, switches, mota, identities, tracks }: IdentityScore): string[] => [
    name,
    ...[idf1, idp, idr].map(figure),
    String(switches),
    figure(mota),
    String(identities),
    String(tracks),
  ];
  const rows = classes.flatMap((score, id) => (score ? [row(inCell(names[id]?.name ?? ''), score)] : []));
  return markdown([head, ...rows, row('all', all)]);
}
