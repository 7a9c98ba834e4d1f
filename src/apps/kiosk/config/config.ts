import * as v from 'valibot';
import { readBackground } from '../../../core/background/background.ts';
import { RUNTIME_CHOICES } from '../../../core/tuning/runtime.ts';
import { OVERLAYS, OVERLAY_TRAITS } from '../../../core/view/overlay.ts';
import { DEFAULT_TEXTS } from './texts.ts';

const HERE = 'camera, street, motorway, or the address of a film or picture on this server';
const Address = v.pipe(
  v.string(HERE),
  v.trim(),
  // another origin would be blocked by the page's policy, in silence; a name may have blanks
  v.regex(/^(?![a-z][\w+.-]*:)(?![\\/]{2})[^\r\n]+$/i, HERE),
);
const MODEL = 'the id of a model, such as selfie, or the address of a manifest on this server';
const Model = v.union(
  [v.literal(''), v.pipe(v.string(MODEL), v.regex(/^(?![a-z][\w+.-]*:)(?!\/\/)\S+$/i, MODEL))],
  MODEL,
);

const between = (least: number, most: number, what: string): v.GenericSchema<number> => {
  const words = `${what} from ${least} to ${most}`;
  return v.pipe(v.number(words), v.finite(words), v.minValue(least, words), v.maxValue(most, words));
};
const text = (most: number): v.GenericSchema<string> => {
  const words = `a text of 1 to ${most} characters`;
  return v.pipe(v.string(words), v.trim(), v.minLength(1, words), v.maxLength(most, words));
};

const BACKGROUND =
  'a scene such as hills, a colour such as #204060, blur 0.8, transparent, or the address of a file on this server';
const Background = v.pipe(v.string(BACKGROUND), v.check(isBackground, BACKGROUND));

/** Of a file, one on this server. */
function isBackground(text: string): boolean {
  try {
    const background = readBackground(text);
    return background.kind !== 'file' || v.is(Address, text);
  } catch {
    return false;
  }
}

/** A screen labels each frame once. */
const SCREEN_OVERLAYS = OVERLAYS.filter((each) => !OVERLAY_TRAITS[each].compares);
const Overlays = v.pipe(
  v.array(
    v.strictObject(
      {
        overlay: v.picklist(SCREEN_OVERLAYS, `one of ${SCREEN_OVERLAYS.join(', ')}`),
        seconds: v.optional(between(3, 86_400, 'a number of seconds'), 20),
        opacity: v.optional(between(0, 1, 'a number'), 0.5),
        /** What lies behind; absent: what the overlay shows by itself. */
        background: v.optional(Background),
      },
      'an object such as { "overlay": "labels", "seconds": 20 }',
    ),
    'a list such as [{ "overlay": "labels", "seconds": 20 }]',
  ),
  v.minLength(1, 'a list with at least one overlay'),
  v.maxLength(50, 'a list of at most 50 overlays'),
);

const NAMES = 'an object such as { "person": "Mensch" }';
const Names = v.pipe(
  // a list has keys too
  v.custom<object>((names) => !Array.isArray(names), NAMES),
  v.record(v.string(), text(60), NAMES),
);

const TextsSchema = v.strictObject(
  {
    language: v.pipe(
      v.string('a language tag such as en'),
      v.regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, 'a language tag such as en'),
    ),
    title: text(60),
    invitation: text(120),
    privacy: text(120),
    /** While something is being put right. */
    moment: v.optional(text(40)),
    /** In place of the invitation where there is no camera, or none that works. */
    noCamera: v.optional(text(120)),
    /** On the button that opens the lesson, where there is one. */
    learn: v.optional(text(40)),
    /** On the button that lets a visitor teach, where there is one. */
    teach: v.optional(text(40)),
    /** What classes are called, by their names in the model's manifest; the others keep those. */
    classes: v.optional(Names, {}),
  },
  'an object with language, title, invitation and privacy',
);

const CLOCK = 'a time of day such as "21:30"';
const Clock = v.pipe(v.string(CLOCK), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, CLOCK));

const ConfigSchema = v.strictObject(
  {
    /** Empty: the camera if that is allowed, else the street. */
    source: v.optional(v.union([v.literal(''), Address], HERE), ''),
    model: v.optional(Model, ''),
    backend: v.optional(v.picklist(['auto', 'webgpu', 'wasm'], 'auto, webgpu or wasm'), 'auto'),
    runtime: v.optional(v.picklist(RUNTIME_CHOICES, 'auto, ort or litert'), 'auto'),
    fit: v.optional(v.picklist(['cover', 'contain'], 'cover or contain'), 'cover'),
    overlays: v.optional(Overlays, [
      { overlay: 'labels', seconds: 30, opacity: 0.55 },
      { overlay: 'outline', seconds: 20, opacity: 0.8 },
      { overlay: 'confidence', seconds: 15, opacity: 0.7 },
    ]),
    texts: v.optional(
      v.pipe(
        v.array(TextsSchema, 'a list of texts, one a language'),
        v.minLength(1, 'a list with at least one language'),
        v.maxLength(12, 'a list of at most 12 languages'),
      ),
      [...DEFAULT_TEXTS],
    ),
    /** `rotate`: each in turn; or the tag of one. */
    language: v.optional(
      v.pipe(v.string('rotate, or one of the languages'), v.minLength(1, 'rotate, or one of the languages')),
      'rotate',
    ),
    languageSeconds: v.optional(between(5, 3600, 'a number of seconds'), 20),
    idle: v.optional(
      v.strictObject(
        {
          seconds: v.optional(between(5, 86_400, 'a number of seconds'), 45),
          /** A person's share of the picture below which nobody counts as there. */
          share: v.optional(between(0.001, 0.9, 'a share'), 0.03),
        },
        'an object such as { "seconds": 45, "share": 0.03 }',
      ),
      {},
    ),
    attract: v.optional(
      v.union(
        [
          v.literal(false),
          v.strictObject({
            source: v.optional(Address, 'street'),
            model: v.optional(Model, ''),
            overlays: v.optional(Overlays, [
              { overlay: 'labels', seconds: 40, opacity: 0.65 },
              { overlay: 'none', seconds: 12, opacity: 0 },
              { overlay: 'outline', seconds: 25, opacity: 0.8 },
            ]),
          }),
        ],
        'false, or an object such as { "source": "street" }',
      ),
      {},
    ),
    /** A button leads to six steps that show how it works. */
    learn: v.optional(
      v.union(
        [
          v.literal(false),
          v.strictObject({
            /** Without a touch until the picture is back. */
            seconds: v.optional(between(15, 3600, 'a number of seconds'), 90),
            /** Empty: the camera where the screen has one, else the street. */
            source: v.optional(v.union([v.literal(''), Address], HERE), ''),
          }),
        ],
        'false, or an object such as { "seconds": 90 }',
      ),
      false,
    ),
    /** A button leads to a minute in which a visitor teaches a thing of theirs. */
    teach: v.optional(
      v.union(
        [
          v.literal(false),
          v.strictObject({
            /** Without a touch until the picture is back. */
            seconds: v.optional(between(15, 3600, 'a number of seconds'), 45),
            /** Of watching. */
            watch: v.optional(between(10, 600, 'a number of seconds'), 60),
            /** A trunk; empty: ours. */
            model: v.optional(Model, ''),
          }),
        ],
        'false, or an object such as { "seconds": 45, "watch": 60 }',
      ),
      false,
    ),
    brightness: v.optional(
      v.pipe(
        v.array(
          v.strictObject(
            { from: Clock, to: Clock, level: between(0, 1, 'a number') },
            'an object such as { "from": "21:00", "to": "08:00", "level": 0.3 }',
          ),
          'a list of hours, such as [{ "from": "21:00", "to": "08:00", "level": 0.3 }]',
        ),
        v.maxLength(24, 'a list of at most 24 spans'),
      ),
      [],
    ),
    /** How far everything wanders against burn-in, CSS pixels; 0: not at all. */
    pixelShift: v.optional(between(0, 40, 'a number of pixels'), 6),
    /** Whether five seconds in the upper left corner, or Ctrl Alt K, open the settings. */
    settings: v.optional(v.boolean('true or false'), true),
    /** Hour of the day in which updates are looked for; null: every hour. */
    updateHour: v.optional(
      v.nullable(
        v.pipe(
          v.number('a whole hour from 0 to 23, or null'),
          v.integer('a whole hour from 0 to 23, or null'),
          v.minValue(0, 'a whole hour from 0 to 23, or null'),
          v.maxValue(23, 'a whole hour from 0 to 23, or null'),
        ),
      ),
      null,
    ),
  },
  'an object in braces',
);

/** What `kiosk.json` may say, with every default in its place. */
export type KioskConfig = v.InferOutput<typeof ConfigSchema>;
export type OverlayStep = KioskConfig['overlays'][number];
export type KioskTexts = v.InferOutput<typeof TextsSchema>;

/** What is wrong with a `kiosk.json`, for whoever writes it. */
export interface ConfigMistake {
  /** Where: `idle.seconds`, `texts.1.title`; empty: the file as a whole. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

export type ConfigReading =
  { readonly config: KioskConfig; readonly mistake: null } | { readonly config: null; readonly mistake: ConfigMistake };

/** With nothing said. */
export const DEFAULT_CONFIG: KioskConfig = v.parse(ConfigSchema, {});

/** Reads the text of a `kiosk.json`. Never throws. */
export function readConfig(text: string): ConfigReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : '';
    return wrong(
      '',
      `The file is no JSON: ${why}.`,
      'Correct the text there; a missing comma or quote is the usual reason.',
    );
  }
  if (Array.isArray(value)) return wrong('', 'The file is a list.', 'Use an object in braces.');
  const { success, output, issues } = v.safeParse(ConfigSchema, value, { abortEarly: true });
  if (!success) return mistakeOf(issues[0]);
  const known = output.texts.map((each) => each.language);
  if (output.language === 'rotate' || known.includes(output.language)) return { config: output, mistake: null };
  return wrong(
    'language',
    `“language” is ${shown(output.language)}.`,
    `Use rotate, or one of the languages in “texts”: ${known.join(', ')}.`,
  );
}

function mistakeOf(issue: v.BaseIssue<unknown>): ConfigReading {
  const field = v.getDotPath(issue) ?? '';
  const last = issue.path?.at(-1);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = Object.keys(last?.type === 'object' ? entriesAt(field) : {});
    return wrong(
      field,
      `“${field}” is no setting.`,
      known.length > 0 ? `Remove it, or use one of ${known.join(', ')}.` : 'Remove it.',
    );
  }
  if (issue.input === undefined)
    return wrong(field, `“${field}” is missing.`, `Add it: what is needed there is ${issue.message}.`);
  const where = field === '' ? 'The file' : `“${field}”`;
  return wrong(field, `${where} is ${shown(issue.input)}.`, `Use ${issue.message}.`);
}

/** The settings that stand beside a wrong one at the top; deeper ones are told by the README. */
function entriesAt(field: string): object {
  return field.includes('.') ? {} : ConfigSchema.entries;
}

function wrong(field: string, problem: string, remedy: string): ConfigReading {
  return { config: null, mistake: { field, problem, remedy } };
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
