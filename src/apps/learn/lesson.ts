import type { PerPixelError } from '../../core/errors/errors.ts';
import { toPerPixelError } from '../../core/errors/errors.ts';
import type { DepthMaps } from '../../protocol/maps.ts';
import { CHOICES, FIRST, notch, type Choices } from './choices.ts';
import { Game } from './game/game.ts';
import type { LearnHost } from './host.ts';
import { doubtfulPlaces, inside, type Place } from './lens/lens.ts';
import { MapsClient } from './maps-client.ts';
import { FieldMeasure } from './measure/field-measure.ts';
import type { StepId } from './steps/step-ids.ts';
import { SecondOpinion } from './subject/second-opinion.ts';
import type { Labelled, Specimen } from './subject/specimen.ts';
import { Subject } from './subject/subject.ts';
import type { Texts } from './texts/lesson-texts.ts';
import { className, TEXTS, type Language } from './texts/texts.ts';

/** Pictures of a depth. */
const MAPS = 12;
/** Doubtful places that the lens wanders over. */
const PLACES = 8;

export interface LessonEvents {
  onChange(): void;
  onError(error: PerPixelError): void;
}

/** What is looked at, and what is chosen in each step. */
export class Lesson implements LearnHost {
  choices: Readonly<Choices> = FIRST;
  language: Language = 'en';
  place: Place = { x: 320, y: 200 };
  split = 0.5;
  map = 0;
  subject: Subject | null = null;
  readonly field: FieldMeasure;
  readonly game: Game;
  #opinions = new Map<string, SecondOpinion>();
  #maps: {
    readonly client: MapsClient;
    of: Specimen | null;
    found: readonly DepthMaps[] | null;
    busy: boolean;
  } | null = null;
  #wandered = -1;
  #placed = false;

  constructor(private readonly events: LessonEvents) {
    const onChange = (): void => this.events.onChange();
    this.field = new FieldMeasure(onChange, (error) => this.events.onError(error));
    this.game = new Game(onChange);
  }

  get texts(): Texts {
    return TEXTS[this.language];
  }

  /** What is shown: while something is painted or measured, the frame that it began with. */
  get labelled(): Labelled | null {
    return this.game.labelled ?? this.subject?.labelled ?? null;
  }

  /** @param model empty: what suits the picture */
  open(source: string | Blob, model = ''): void {
    this.#closeSubject();
    this.#placed = false;
    this.subject = new Subject(source, model, {
      onChange: () => this.#arrived(),
      onError: (error) => this.events.onError(error),
    });
    void this.subject.run();
    this.events.onChange();
  }

  choose(choice: Partial<Choices>): void {
    this.choices = { ...this.choices, ...choice };
    // another step's half of the picture is not painted on
    if (choice.doubt && choice.doubt !== 'you') this.game.stop();
    if (choice.depths) this.map = 0;
    this.events.onChange();
  }

  /** The control of a step, a notch further on. */
  nudge(step: StepId, by: 1 | -1): void {
    const value = this.choices[step];
    this.choose({ [step]: notch<string | number>(CHOICES[step], value, by) });
  }

  setPlace(place: Place): void {
    this.place = place;
    if (!this.field.running) this.field.clear();
    this.events.onChange();
  }

  setSplit(split: number): void {
    this.split = split;
    this.events.onChange();
  }

  setMap(map: number): void {
    this.map = map;
    this.events.onChange();
  }

  readonly nameOf = (classId: number): string =>
    className(this.language, this.labelled?.model.classes[classId]?.name ?? '');

  readonly percent = (share: number, digits = 0): string =>
    share.toLocaleString(this.language, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });

  readonly number = (value: number): string => value.toLocaleString(this.language);

  opinion(model: string): Labelled | null {
    const { labelled } = this;
    if (!labelled) return null;
    const known = this.#opinions.get(model) ?? new SecondOpinion(model, this.events);
    this.#opinions.set(model, known);
    return known.of(labelled.specimen);
  }

  maps(): readonly DepthMaps[] | null {
    const { labelled, subject } = this;
    if (!labelled || !subject?.network) return null;
    this.#maps ??= { client: new MapsClient(subject.network.model), of: null, found: null, busy: false };
    const held = this.#maps;
    if (!held.busy && held.of !== labelled.specimen) {
      held.busy = true;
      held.of = labelled.specimen;
      held.client
        .look(labelled.specimen.image, MAPS)
        .then(
          (found) => (held.found = found),
          (thrown: unknown) => this.#failed(held, thrown),
        )
        .finally(() => {
          held.busy = false;
          if (this.#maps === held) this.events.onChange();
        });
    }
    return held.found;
  }

  wander(): void {
    const { labelled } = this;
    if (!labelled?.maps.entropy) return;
    const places = doubtfulPlaces(labelled.maps.entropy, labelled.specimen, PLACES);
    this.#wandered += 1;
    this.setPlace(places[this.#wandered % Math.max(1, places.length)] ?? this.place);
  }

  freeze(): void {
    this.setFrozen(true);
  }

  setFrozen(frozen: boolean): void {
    if (this.subject) this.subject.frozen = frozen;
    this.events.onChange();
  }

  measure(): void {
    const { labelled, subject, place } = this;
    if (labelled && subject?.network) void this.field.run(subject.network, labelled.specimen, place);
  }

  tell(error: PerPixelError): void {
    this.events.onError(error);
  }

  /** As a new visitor finds it. */
  reset(): void {
    this.game.stop();
    this.field.clear();
    this.choices = FIRST;
    this.split = 0.5;
    this.setFrozen(false);
  }

  /** Twice is harmless. */
  close(): void {
    this.#closeSubject();
    this.subject = null;
  }

  #closeSubject(): void {
    this.subject?.close();
    this.game.stop();
    this.field.clear();
    for (const opinion of this.#opinions.values()) opinion.close();
    this.#opinions = new Map();
    this.#maps?.client.close();
    this.#maps = null;
  }

  #arrived(): void {
    const specimen = this.subject?.specimen;
    if (specimen) this.place = inside(this.place, specimen);
    // where there is something to be seen
    if (this.labelled && !this.#placed) this.wander();
    this.#placed ||= this.labelled !== null;
    this.events.onChange();
  }

  #failed(held: { of: Specimen | null }, thrown: unknown): void {
    const error = toPerPixelError(thrown, 'inference-failed', 'Go on with the next step.');
    if (error.code === 'closed' || this.#maps !== held) return;
    this.events.onError(error);
  }
}
