/**
 * Reads FHIR R4 questionnaires, checks responses and scores clinical measures. Nothing is kept from one call to the
 * next, and nothing is asked of a network once the program is loaded.
 *
 * Nothing here throws because of the data it is given: what is wrong with them is part of the result. Only a call before
 * {@link init} throws, and a program that cannot be loaded.
 */

/** The version of everything in this file. What takes something away, or changes what it means, gets the next. */
export declare const apiVersion: 1

/**
 * Loads the program. To be awaited once before any other call; further calls do nothing.
 * @param source Where it is, or its bytes. Left out: `api.wasm` beside this module, fetched.
 * @throws Error if it cannot be loaded. (Node has no `fetch` for files: use {@link initSync} there.)
 */
export declare function init(source?: string | URL | Request | Response | Promise<Response> | BufferSource | WebAssembly.Module): Promise<void>

/**
 * Starts the program from its bytes, at once: for Node, and for workers.
 * @param source The bytes of `api.wasm`, or the module compiled of them.
 * @throws Error if they are not this program.
 */
export declare function initSync(source: BufferSource | WebAssembly.Module): void

// Measures

/** The measures there are, by the names they have in every call. */
export type MeasureId = 'CORE-OM' | 'CORE-10' | 'PHQ-9' | 'GAD-7' | 'K10' | 'SAPAS' | 'WSAS' | 'GSE'

/** What is known of every measure, in the order of their folders' names. */
export declare function measures(): Measure[]

/** A measure's rules. Every number comes with the place it is published at. */
export interface Measure {
  /** Its name in every call. */
  id: MeasureId
  /** Its name for a reader. */
  title: string
  /** The link id of each item in this project's questionnaires; the first is item 1. */
  linkIds: string[]
  /** The positions an answer may have, as the printed form numbers them before any reversal. */
  answers: Range
  /** The numbers of the items whose points are counted from the far end. That is done here: hand in what was ticked. */
  reversed: number[]
  /** How the points of the items become the total. */
  total: Range & {
    /** The sum (pro-rated where answers are missing), or ten times the mean of the items answered. */
    statistic: 'sum' | 'ten_times_mean'
    /** Which way is getting better. */
    better: 'lower' | 'higher'
    /** Decimal places `total` is rounded to, a half up. */
    decimalPlaces: number
  }
  /** With more answers missing than `atMost` there is no total. */
  missing: { atMost: number; source: string }
  /** Scores over some of the items. */
  subscales: Subscale[]
  /** Named ranges of the total. */
  bands: Bands[]
  /** Where a total counts as a case, on the scale of the total; null where nothing is published. */
  cutOff: Threshold | null
  /** Items whose answer calls for action whatever the total: with more points than `above`. */
  critical: { items: number[]; above: number; source: string } | null
  /** How large a change is more than chance, on the scale of the total; null where no threshold is adopted. */
  reliableChange: Threshold | null
  /** Fields of an input beside its responses. `answers` is null where the field is true or false. */
  fields: { name: string; answers: Range | null; item: number | null }[]
}

/** Numbers from `lowest` to `highest`, both included. */
export interface Range {
  lowest: number
  highest: number
  /** Where that is published. */
  source: string
}

/** A number that has to be reached: at least this. */
export interface Threshold {
  atLeast: number
  /** Where that is published. */
  source: string
}

/** A score over some of the items. */
export interface Subscale {
  /** Its name in `subscales` of a result. */
  id: string
  /** Its name for a reader. */
  title: string
  /** The numbers of its items. */
  items: number[]
  /** With more of them missing there is no score. */
  missingAtMost: number
  /** Where that is published. */
  source: string
}

/** A set of named ranges of the total. */
export interface Bands {
  /** The field of a result that holds the code of the range. */
  field: 'severity' | 'severityAbs'
  /** Its name for a reader. */
  title: string
  /** The ranges, lowest first; each goes on until the next begins. `from` is on the scale of the total. */
  bands: { code: string; title: string; from: number }[]
  /** Where they are published. */
  source: string
}

// Scores

/**
 * Scores one administration of a measure.
 * @param measure Which.
 * @param input The positions ticked.
 */
export declare function score<M extends MeasureId>(measure: M, input: ScoreInput<M>): ScoreResult<M> | Refused

/**
 * The position ticked for each item, by the item's number on the printed form: `{ "1": 0, "2": 3 }`. The position, never
 * the printed score: 0 is "Not at all" also where CORE prints a 4 beside it. Each measure's positions are in
 * {@link Measure.answers}: 0 to 4 for CORE-OM and CORE-10, 0 to 3 for PHQ-9 and GAD-7, 1 to 5 for K10, 0 (no) or 1 (yes)
 * for SAPAS, 0 to 8 for WSAS, 1 to 4 for GSE. An item that is left out, or is null, was not answered.
 */
export type Responses = { readonly [item: string]: number | null | undefined }

/** One administration of a measure. A field that the measure does not have is refused. */
export type ScoreInput<M extends MeasureId = MeasureId> = {
  responses: Responses
  /** The measure, to be sure; refused by {@link change} if it is another one. */
  instrument?: NotInferred<M>
} & FieldsOf<M>

/** The measure is the one that is named first; `NoInfer` of TypeScript 5.4, for earlier ones too. */
type NotInferred<M> = [M][M extends unknown ? 0 : never]

type FieldsOf<M extends MeasureId> = M extends 'PHQ-9'
  ? {
      /** The question on difficulty, 0 to 3. Never part of the total. */
      difficulty?: number | null
      workNotApplicable?: never
    }
  : M extends 'WSAS'
    ? {
        /** Whether item 1 (work) does not apply. The other four items are then scored, without bands. */
        workNotApplicable?: boolean | null
        difficulty?: never
      }
    : { difficulty?: never; workNotApplicable?: never }

/** The result of scoring one administration of a measure. */
export type ScoreResult<M extends MeasureId = MeasureId> = Score<SeverityOf[M]> &
  (M extends 'CORE-OM' ? { mean: number | null; subscales: Record<CoreSubscale, SubscaleScore> } : unknown) &
  (M extends 'CORE-10' ? { mean: number | null } : unknown) &
  (M extends 'PHQ-9' ? { difficulty: number | null; difficultyApplicable: boolean } : unknown) &
  (M extends 'K10' ? { severityAbs: 'low' | 'moderate' | 'high' | 'very_high' | null; total040: number | null; skipFilled: number[] } : unknown) &
  (M extends 'WSAS' ? { maxTotal: 40 | 32 } : unknown)

type Core = 'healthy' | 'low' | 'mild' | 'moderate' | 'moderate_severe' | 'severe'

/** The codes of each measure's bands; `never` for those that have none. */
export interface SeverityOf {
  'CORE-OM': Core
  'CORE-10': Core
  'PHQ-9': 'minimal' | 'mild' | 'moderate' | 'moderately_severe' | 'severe'
  'GAD-7': 'minimal' | 'mild' | 'moderate' | 'severe'
  K10: 'well' | 'mild' | 'moderate' | 'severe'
  SAPAS: never
  WSAS: 'subclinical' | 'significant' | 'moderately_severe'
  GSE: never
}

/** The subscales of CORE-OM. */
export type CoreSubscale = 'wellbeing' | 'problems' | 'functioning' | 'risk' | 'nonRisk'

/**
 * What every measure's result has. Beside it: `mean` (CORE: of the items answered, half up to 2 decimal places),
 * `subscales` (CORE-OM), `difficulty` and `difficultyApplicable` (PHQ-9: the answer; whether any item is above 0),
 * `severityAbs`, `total040` (the total less 10) and `skipFilled` (items filled in by the skip rule; K10), `maxTotal`
 * (WSAS: 40, or 32 without the work item).
 */
export interface Score<Severity extends string = string> {
  ok: true
  /** Items that count. */
  nItems: number
  /** Items with an answer, those of K10's skip rule included. */
  nAnswered: number
  /** Items without. */
  nMissing: number
  /** Whether there is a total: at least one answer, and no more missing than {@link Measure.missing} allows. */
  scorable: boolean
  /** Whether the total stands for missing answers too. */
  prorated: boolean
  /** The sum of the points of the items answered. Not a score. */
  rawSumAnswered: number
  /**
   * The score on the scale of {@link Measure.total}; null if there is none. CORE: ten times the mean, half up to 1
   * decimal place; others: the sum, pro-rated, half up to a whole number.
   */
  total: number | null
  /** The same before rounding, as a fraction in lowest terms: `"330/17"`. */
  totalExact: string | null
  /** The code of the band; null if there is no score or no bands. */
  severity: Severity | null
  /** Whether the total is at or above the cut-off; null if there is no score or no cut-off. */
  caseness: boolean | null
  /** Critical items that call for action, by number; also where nothing can be scored. */
  riskFlags: number[]
  /** Critical items without an answer, which is not the same as "no". */
  riskUnanswered: number[]
}

/** The result over a subscale's items; null where too many are missing. */
export interface SubscaleScore {
  /** Ten times the mean, half up to 1 decimal place, 0 to 40. */
  total: number | null
  /** The mean, half up to 2 decimal places, 0 to 4. */
  mean: number | null
  nMissing: number
  prorated: boolean
}

// Change

/**
 * Compares two administrations of a measure, or of PHQ-9 and GAD-7 together.
 * @param measure Which.
 * @param input The earlier and the later administration.
 */
export declare function change<M extends MeasureId>(measure: M, input: { pre: ScoreInput<M>; post: ScoreInput<M> }): Change | NoChange | Refused
export declare function change(measure: 'PHQ-9+GAD-7', input: { pre: BothInputs; post: BothInputs }): CombinedChange | NoCombinedChange | Refused

/** One administration of both. */
export interface BothInputs {
  phq9: ScoreInput<'PHQ-9'>
  gad7: ScoreInput<'GAD-7'>
}

/** Whether a change is more than chance, and which way. */
export type Reliable = 'reliable_improvement' | 'reliable_deterioration' | 'no_reliable_change'

/** The difference between two administrations. The four facts are null where no threshold is adopted (`not_defined`). */
export interface Change {
  ok: true
  computable: true
  /** Later less earlier, on the scale of the total; a half is rounded away from nought. */
  change: number
  /** The same before rounding, as a fraction: `"-5/1"`. */
  changeExact: string
  reliable: Reliable | 'not_defined'
  /** Whether the earlier one was a case. */
  preCase: boolean | null
  /** Whether the later one is. */
  postCase: boolean | null
  /** A case before and not a case after. */
  recovered: boolean | null
  /** Recovered, and reliably improved: clinically significant improvement. */
  reliableRecovery: boolean | null
}

/** At least one of the two administrations has no score. */
export interface NoChange {
  ok: true
  computable: false
  change: null
  changeExact: null
  reliable: null
  preCase: null
  postCase: null
  recovered: null
  reliableRecovery: null
}

/**
 * PHQ-9 and GAD-7 together: a case on either is a case; improved reliably if either did and neither deteriorated
 * reliably, and the reverse.
 */
export interface CombinedChange {
  ok: true
  computable: true
  reliable: Reliable
  preCase: boolean
  postCase: boolean
  recovered: boolean
  reliableRecovery: boolean
}

/** At least one of the four administrations has no score. */
export interface NoCombinedChange {
  ok: true
  computable: false
  reliable: null
  preCase: null
  postCase: null
  recovered: null
  reliableRecovery: null
}

/** An input that was not understood to the last value. There is no score of half of one. */
export interface Refused {
  ok: false
  error: InputError
}

/** The first fault of an input. It holds the place, never what stood there. */
export interface InputError {
  code:
    | 'responses_not_object'
    | 'unknown_item'
    | 'not_integer'
    | 'not_boolean'
    | 'out_of_range'
    | 'contradiction'
    | 'instrument_mismatch'
    | 'unknown_instrument'
    | 'unknown_field'
  /** The number of the item, or the name of the field, where the fault is at one. */
  item?: string
  /** The administration, where there are two. */
  side?: 'pre' | 'post'
  /** The measure, where there are two. */
  measure?: 'phq9' | 'gad7'
  /** What is wrong, in a sentence for a developer. Not enumerable, as in JavaScript's own errors. */
  readonly message: string
}

// Forms

/**
 * Reads a FHIR R4 Questionnaire.
 * @param json The resource as plain data, or its JSON as text: at most 4 MB, 128 levels deep. Numbers are JavaScript's:
 *   `1.50` is read as `1.5`.
 */
export declare function readQuestionnaire(json: string | object): QuestionnaireRead

/**
 * Checks a FHIR R4 QuestionnaireResponse against its Questionnaire: what is missing, what cannot be right, what has
 * no place. Items that are not asked (`enableWhen`) are not looked at.
 * @param questionnaire The resource, or its JSON as text.
 * @param response The resource, or its JSON as text.
 */
export declare function validate(questionnaire: string | object, response: string | object, options?: ValidateOptions): Validation

export interface ValidateOptions {
  /** The day it is checked for, like `"2026-11-22"`: dates in the future, ages. Left out: today where this runs. */
  today?: string
  /**
   * Other questionnaires, each as a resource or as its JSON: those that this one names (`sdc-questionnaire-subQuestionnaire`),
   * which are put where it names them, and `measure-record`, with which the project's forms ask how a measure was
   * completed. A form that is named and is not here is left out, and `problems` says so.
   */
  forms?: ReadonlyArray<string | object>
}

/** A questionnaire as it was understood. */
export interface QuestionnaireRead {
  /** Null if it cannot be used at all. */
  questionnaire: Questionnaire | null
  /** What its author has to know of, the worst first. */
  problems: Problem[]
}

/** What is to be said of a response. */
export interface Validation {
  /**
   * Whether both were read and there are no violations. A rule of the questionnaire that was left out (see `problems`)
   * was not checked.
   */
  valid: boolean
  /** What the person who filled it in has to put right, in the form's order; then answers that have no place. */
  violations: Violation[]
  /** What whoever made the questionnaire or the response has to know of. */
  problems: Problem[]
}

/** An answer that cannot stand, or one that is missing. */
export interface Violation {
  /** The question, or the group. */
  linkId: string
  rule: Rule
  /** What to do, in plain words for the person: "Enter date of birth". */
  message: string
}

/** The rule that is not met. */
export type Rule =
  | 'required'
  | 'required_by_alert'
  | 'not_a_number'
  | 'not_a_whole_number'
  | 'number_too_large'
  | 'unit_missing'
  | 'date_incomplete'
  | 'year_not_four_digits'
  | 'not_a_real_date'
  | 'not_a_time'
  | 'not_a_date_time'
  | 'not_an_address'
  | 'too_long'
  | 'too_short'
  | 'below'
  | 'above'
  | 'pattern'
  | 'too_many_decimals'
  | 'too_few'
  | 'too_many'
  | 'exclusive_with_others'
  | 'not_an_option'
  | 'not_signed'
  | 'not_a_drawing'
  | 'holds_draft'
  | 'in_the_future'
  | 'under_age'
  /** An answer to an item that the questionnaire does not have. */
  | 'no_such_item'
  /** An answer of another type than the item takes. */
  | 'other_type'

/** Something wrong with what was handed in. */
export interface Problem {
  /** Which of it. */
  in: 'questionnaire' | 'response' | 'options'
  /** Where, as a path like `item[3].enableWhen[0]`; empty for all of it. */
  place: string
  /** `refused`: cannot be used. `left_out`: something that would have changed what is asked or checked. `odd`: may be a mistake. */
  severity: 'refused' | 'left_out' | 'odd'
  /** What it is and what to do, for a developer. */
  message: string
}

/** What is asked. */
export interface Questionnaire {
  /** The canonical address that responses name, without the version. */
  url: string | null
  version: string | null
  /** The title a person reads. */
  title: string
  /** The notice of the owner of the words: to be shown wherever the items are. */
  copyright: string | null
  items: Item[]
}

/** A question, a group of them, or words to read. */
export interface Item {
  linkId: string
  /** FHIR's code. */
  type: 'group' | 'display' | 'boolean' | 'decimal' | 'integer' | 'date' | 'dateTime' | 'time' | 'string' | 'text' | 'url' | 'choice' | 'open-choice' | 'quantity' | 'attachment' | 'reference'
  /** The number or letter printed before the words. */
  prefix: string | null
  /** The question, the heading or the words to read. */
  text: string
  /** Whether a form without an answer is not finished. */
  required: boolean
  repeats: boolean
  readOnly: boolean
  /** Whether it is asked under conditions only (`enableWhen`). */
  conditional: boolean
  options: Option[]
  items: Item[]
}

/** Something that may be chosen. `system` and `code` are null for options that are no codings. */
export interface Option {
  system: string | null
  code: string | null
  /** The words for it. */
  text: string
  /** The position that {@link score} takes for it (FHIR `ordinalValue`); null where there is none. */
  ordinal: number | null
}
