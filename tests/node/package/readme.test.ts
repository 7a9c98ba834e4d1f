import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { anchorsOf, packageReadme } from '../../../.config/package/readme.ts';

const readme = packageReadme(await readFile(new URL('../../../README.md', import.meta.url), 'utf8'));

describe('the package’s README', () => {
  it('begins with how to install and import it', () => {
    const [first, second] = [...readme.matchAll(/^```\w+\n([\s\S]*?)^```/gm)].map(([, code = '']) => code);
    expect(first).toBe('npm install perpixel\n');
    expect(second).toContain("import 'perpixel/elements'");
  });

  it('leads nowhere but to the web and to its own headings', () => {
    const anchors = anchorsOf(readme);
    const links = [...readme.matchAll(/\]\(([^)]*)\)/g)].map(([, to = '']) => to);
    expect(links.length).toBeGreaterThan(0);
    for (const to of links) {
      if (to.startsWith('#')) expect(anchors, to).toContain(to.slice(1));
      else expect(to).toMatch(/^https?:/);
    }
  });

  it('names the package’s entries, and no file or command of the repository', () => {
    expect(readme).toContain("import { analyzeFrames, analyzeVideo } from 'perpixel/video'");
    expect(readme).not.toMatch(/\.\/lib\/perpixel\.js|npm (?:ci|start|test|run)\b|!\[/);
  });

  it('has every option, attribute, error and model', () => {
    for (const words of ['`refine`', '`labelling`', '`camera-denied`', '`people`', 'CC BY-NC 4.0', 'setAssets('])
      expect(readme).toContain(words);
  });
});
