import { describe, expect, it } from 'vitest';
import { bytes, clock, milliseconds, percent, percentIn } from '../../../src/elements/format.ts';

describe('figures', () => {
  it.each([
    [0, 0, '0 bytes'],
    [999, 999, '999 of 999 bytes'],
    [50_000, 1_000_000, '0.1 of 1.0 MB'],
    [12_000_000, 9_800_000, '9.8 of 9.8 MB'],
    [1_500_000_000, 0, '1.5 GB'],
  ])('%i of %i bytes is "%s"', (loaded, total, text) => {
    expect(bytes(loaded, total)).toBe(text);
  });

  it.each([
    [0, '0:00'],
    [7.9, '0:07'],
    [760, '12:40'],
    [3729, '1:02:09'],
    [NaN, '0:00'],
    [Infinity, '0:00'],
  ])('%d seconds are "%s"', (seconds, text) => {
    expect(clock(seconds)).toBe(text);
  });

  it.each([
    [0, '0.0 %'],
    [0.0345, '3.5 %'],
    [1.0000001, '100.0 %'],
  ])('a share of %d is "%s"', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it.each([
    ['en', '4%'],
    ['de-AT', '4 %'],
    // none, none that Intl knows, and what a browser without a locale calls its own
    ['', '4%'],
    ['en-ab-cd', '4%'],
    ['C', '4%'],
  ])('a share in the language “%s” is "%s"', (language, text) => {
    expect(percentIn(language, 0.04).replace('\u00a0', ' ')).toBe(text);
  });

  it.each([
    [0.412, '0.41'],
    [27.44, '27.4'],
    [2600.4, '2600'],
  ])('%d milliseconds are "%s"', (ms, text) => {
    expect(milliseconds(ms)).toBe(text);
  });
});
