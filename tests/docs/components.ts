import { compile } from 'svelte/compiler';
import { compileScript, parse } from 'vue/compiler-sfc';
import type { Snippet } from './snippets.ts';

/** What the compilers of Vue and Svelte say against a component; null: nothing. */
export function componentFault({ language, code, place }: Snippet): string | null {
  try {
    if (language === 'svelte') return svelteFault(code);
    return vueFault(code, place);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function svelteFault(code: string): string | null {
  const { warnings } = compile(code, { generate: 'client' });
  return warnings.length === 0 ? null : warnings.map(({ message }) => message).join('; ');
}

function vueFault(code: string, id: string): string | null {
  const { descriptor, errors } = parse(code);
  if (errors.length > 0) return errors.map(({ message }) => message).join('; ');
  const compilerOptions = { isCustomElement: (tag: string) => tag === 'per-pixel' };
  const { content } = compileScript(descriptor, { id, inlineTemplate: true, templateOptions: { compilerOptions } });
  return content.includes('"per-pixel"') ? null : 'it shows no <per-pixel>';
}
