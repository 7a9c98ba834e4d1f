import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arrived,
  EMPTY,
  isWanted,
  kept,
  labelled,
  minuteOver,
  navigated,
  refused,
  tookOver,
  type Ledger,
  type Navigation,
} from '../../../src/protocol/offline/ledger.ts';

const MINUTE = 60_000;
const opening = (part: Partial<Navigation> = {}): Navigation => ({
  page: 'viewer',
  client: 'page',
  alone: true,
  now: 0,
  ...part,
});
const waiting = arrived(arrived(EMPTY, 'old'), 'new');
const onTrial = navigated(waiting, opening());

describe('the versions that are held', () => {
  it('serves the first one at once, without a trial', () => {
    expect(arrived(EMPTY, 'old')).toMatchObject({ current: 'old', staged: null, trial: null });
  });

  it('lets the next one wait', () => {
    expect(waiting).toMatchObject({ current: 'old', staged: 'new', trial: null });
  });

  it('changes over when the only page is opened', () => {
    expect(onTrial).toMatchObject({ current: 'new', previous: 'old', staged: null, trial: { clients: ['page'] } });
  });

  it.each([
    ['another page is open', opening({ alone: false })],
    ['an unattended screen is opened', opening({ page: 'kiosk' })],
    ['the page labels nothing', opening({ page: 'other' })],
  ])('does not change over when %s', (_why, navigation) => {
    expect(navigated(waiting, navigation)).toEqual(waiting);
  });

  it('changes over when an unattended screen asks for it, and its next page is the trial', () => {
    const asked = tookOver(waiting, 0);
    expect(navigated(asked, opening({ page: 'kiosk' })).trial?.clients).toEqual(['page']);
  });

  it('keeps a version whose page has labelled a frame', () => {
    const after = labelled(onTrial, 'page', 5);
    expect(after).toMatchObject({ current: 'new', trial: null, news: [{ version: 'new', outcome: 'installed' }] });
  });

  it('does not take a frame of an older page for proof', () => {
    expect(labelled(onTrial, 'another', 5)).toEqual(onTrial);
  });

  it('goes back after a minute without a frame, and never tries that version again', () => {
    expect(minuteOver(onTrial, ['page'], MINUTE - 1)).toEqual(onTrial);
    const after = minuteOver(onTrial, ['page'], MINUTE);
    expect(after).toMatchObject({ current: 'old', trial: null, news: [{ version: 'new', outcome: 'rolled-back' }] });
    expect(isWanted(after, 'new')).toBe(false);
    expect(arrived(after, 'new')).toEqual(after);
  });

  it('holds the previous version once where the server offers it again, and does not wait for it once gone back to it', () => {
    const offered = arrived(onTrial, 'old');
    expect(kept(offered)).toEqual(['new', 'old']);
    const after = minuteOver(offered, ['page'], MINUTE);
    expect(after).toMatchObject({ current: 'old', previous: null, staged: null, failed: ['new'] });
    expect(navigated(after, opening())).toEqual(after);
  });

  it('does not count a minute in which no page was open', () => {
    expect(minuteOver(onTrial, ['another'], MINUTE)).toEqual(onTrial);
  });

  it('starts the minute again after a power cut, three times in all', () => {
    const second = navigated(onTrial, opening({ now: 2 * MINUTE }));
    expect(second).toMatchObject({ current: 'new', trial: { starts: 2, since: 2 * MINUTE } });
    const third = navigated(second, opening({ now: 4 * MINUTE }));
    expect(navigated(third, opening({ now: 6 * MINUTE }))).toMatchObject({ current: 'old', failed: ['new'] });
  });

  it('does not lengthen the minute for a page that is opened again and again', () => {
    const again = navigated(onTrial, opening({ now: MINUTE - 1, client: 'second' }));
    expect(minuteOver(again, ['second'], MINUTE).current).toBe('old');
  });

  it('tells once of a download that keeps failing', () => {
    const after = refused(refused(waiting, 'newer', 1), 'newer', 2);
    expect(after).toEqual({ ...waiting, news: [{ time: 1, version: 'newer', outcome: 'refused' }] });
  });

  it('always has something to serve, and something to go back to while a version is on trial', () => {
    const version = fc.constantFrom('a', 'b', 'c');
    const now = fc.integer({ min: 0, max: 10 * MINUTE });
    const client = fc.constantFrom('x', 'y');
    const step = fc.oneof(
      version.map((name) => (ledger: Ledger) => arrived(ledger, name)),
      fc.tuple(version, now).map(
        ([name, time]) =>
          (ledger: Ledger) =>
            refused(ledger, name, time),
      ),
      now.map((time) => (ledger: Ledger) => tookOver(ledger, time)),
      fc.tuple(client, now).map(
        ([name, time]) =>
          (ledger: Ledger) =>
            labelled(ledger, name, time),
      ),
      fc.tuple(client, now).map(
        ([name, time]) =>
          (ledger: Ledger) =>
            minuteOver(ledger, [name], time),
      ),
      fc
        .record({ page: fc.constantFrom('viewer', 'kiosk', 'other'), client, alone: fc.boolean(), now })
        .map((navigation) => (ledger: Ledger) => navigated(ledger, navigation)),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let ledger = arrived(EMPTY, 'first');
        for (const each of steps) {
          ledger = each(ledger);
          expect(ledger.current).not.toBeNull();
          if (ledger.trial) expect(ledger.previous).not.toBeNull();
          expect(ledger.failed).not.toContain(ledger.current);
          expect(new Set(kept(ledger)).size).toBe(kept(ledger).length);
        }
      }),
    );
  });
});
