// What a page may rely on of <mhtr-form>, version 1. A later version may add to it. Whatever would change the meaning of
// something that stands here raises MhtrForm.apiVersion, and is told in CHANGELOG.md.

/** A FHIR R4 QuestionnaireResponse, as plain JSON. */
export interface QuestionnaireResponse {
  resourceType: 'QuestionnaireResponse'
  status: 'in-progress' | 'completed' | 'amended' | 'entered-in-error' | 'stopped'
  questionnaire?: string
  authored?: string
  language?: string
  item?: unknown[]
}

/** A FHIR R4 Questionnaire, as plain JSON. */
export interface Questionnaire {
  resourceType: 'Questionnaire'
  item?: unknown[]
  [field: string]: unknown
}

/** What a measure came to. */
export interface MhtrScore {
  /** The folder of the measure: `phq-9`. */
  measure: string
  /** Its name in files exchanged with others: `PHQ-9`. */
  instrument: string
  /** Where the score is from. A total from a paper form is never mixed up with one that was scored here. */
  from: 'items' | 'paper' | 'not-done' | 'not-started'
  /** Null where there is none. Missing is not nought. */
  total: number | null
  lowest: number
  highest: number
  /** Whether items were left blank, and the total is worked out from the others by the measure's own rule. */
  prorated: boolean
  /** The code of the band the total is in. */
  severity: string | null
  /** Whether the total is at or above the cut-off. Null where there is no total or no cut-off. */
  caseness: boolean | null
  /** The numbers of the items that were answered so that somebody has to act. */
  riskFlags: number[]
  /** The numbers of such items that were left blank. That is not "no". */
  riskUnanswered: number[]
  /** The same in words for a clinician: the total first, then each subscale. */
  rows: {
    subscale: string | null
    name: string
    value: string
    isScored: boolean
    scale: string
    band: string | null
    cutOff: string | null
  }[]
}

/** An answer that somebody has to act on today, or a question about risk that was left blank. */
export interface MhtrAlert {
  linkId: string
  message: string
  isAnswered: boolean
}

/** What still has to be put right. */
export interface MhtrViolation {
  linkId: string
  message: string
  /** Whether by somebody else: with `with-client`, what is for the worker is not shown, and keeps nobody from finishing. */
  isForOthers: boolean
  /** The id of the control within the element's shadow root. */
  anchor: string
}

export interface MhtrFormDetail {
  response: QuestionnaireResponse
  scores: MhtrScore[]
  alerts: MhtrAlert[]
  violations: MhtrViolation[]
}

export interface MhtrFormErrorDetail {
  /**
   * `missing`: a file did not arrive. `changed`: a file is not the one that belongs to the script. `policy`: the page's
   * Content-Security-Policy refused something. `browser`: too old. `unknown`: no form of this name. `elsewhere`: a
   * questionnaire on another origin than the script. `unreadable`: a questionnaire that cannot be read.
   * `response`: answers to start with that cannot be read; the form was started empty. `locale`: the language is not
   * there; the form is shown in British English. `stopped`: a mistake in the program.
   */
  reason: 'missing' | 'changed' | 'policy' | 'browser' | 'unknown' | 'elsewhere' | 'unreadable' | 'response' | 'locale' | 'stopped'
  /** In words for a person: what is wrong. It is shown in the element too. */
  message: string
  /** In words for a person: what to do. */
  todo: string
  /** The file, the address or the directive. */
  place: string
  /** What is wrong with a questionnaire, for its author. */
  problems: { place: string, message: string }[]
}

export interface MhtrFormEventMap {
  /** After an answer was changed: the answers so far. */
  change: CustomEvent<MhtrFormDetail>
  /**
   * The person has pressed "Finish" with nothing left for them to put right. `response.status` is `completed`, or
   * `in-progress` where somebody else still has to answer something.
   */
  complete: CustomEvent<MhtrFormDetail>
  /** Something is not as it should be. */
  error: CustomEvent<MhtrFormErrorDetail>
}

export declare class MhtrForm extends HTMLElement {
  static readonly apiVersion: 1
  static readonly formAssociated: true

  /** A name in `forms/`, an address on the script's own origin, or a Questionnaire. Attribute: `questionnaire`. */
  questionnaire: string | Questionnaire | null
  /** A BCP 47 tag. What is not there is shown in British English, and says so. Attribute: `locale`. */
  locale: string
  /** Attribute: `theme`. */
  theme: 'auto' | 'light' | 'dark'
  /** In which words, where the form has them. Attribute: `variant`. */
  variant: 'published' | 'plain' | 'easy-read'
  /** The person the form is about has the screen: what is for the worker, and the alerts, are left out. Attribute: `with-client`. */
  withClient: boolean
  /** Without the button "Finish": the page has one of its own. Attribute: `no-finish`. */
  noFinish: boolean
  /** Attribute: `disabled`. */
  disabled: boolean
  /** The name under which the page's own form sends the answers, as JSON. Attribute: `name`. */
  name: string

  /** The answers to start with. Setting it starts the form anew; a reset of the page's form comes back to it. */
  response: QuestionnaireResponse | null

  /** The answers so far, to what is asked. Null while there is no form. */
  readonly value: QuestionnaireResponse | null
  /** The same as text, digit for digit: `1.50` stays `1.50`. */
  readonly valueAsText: string
  readonly scores: MhtrScore[]
  readonly alerts: MhtrAlert[]
  readonly violations: MhtrViolation[]
  /** Whether the person has finished it, and changed nothing since. */
  readonly isFinished: boolean

  readonly form: HTMLFormElement | null
  readonly labels: NodeList
  readonly type: 'mhtr-form'
  readonly validity: ValidityState
  readonly validationMessage: string
  readonly willValidate: boolean
  /** Whether nothing has to be put right. Asks quietly. */
  checkValidity(): boolean
  /** The same, and leads the person to what has to be. */
  reportValidity(): boolean

  addEventListener<K extends keyof MhtrFormEventMap>(type: K, listener: (this: MhtrForm, event: MhtrFormEventMap[K]) => unknown, options?: boolean | AddEventListenerOptions): void
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void
}

declare global {
  interface HTMLElementTagNameMap {
    'mhtr-form': MhtrForm
  }
}
