// <mhtr-form questionnaire="phq-9">: one form in a page of somebody else's, from one script tag.
//
//   <script type="module" src="https://forms.example/embed/mhtr-form.js"></script>
//
// The element is a class of JavaScript because nothing else can be an element; what it shows is drawn by the program
// beside it, which is loaded once for all forms of a page and run only if its digest is the one written here. Nothing is
// kept: the answers are handed to the page, and what the page does with them is its own affair.
//
// What a page may rely on stands in mhtr-form.d.ts. MhtrForm.apiVersion changes when something in there does.

import { NO_PICTURES, OWN_LANGUAGE, PARTS, Refused, STOPPED, formOf, picturesOf, programOf, spoken, standing } from './loading.js'

const API_VERSION = 1

/** Written from right to left. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)(-|$)/

const VARIANTS = ['published', 'plain', 'easy-read']

const LOADING = "embed.loading"

/** Sizes follow what the person has set in their browser, whatever the page round the form makes of a rem. */
let measured
function measure(root) {
  if (measured) return measured
  const letter = document.createElement('span')
  letter.style.fontSize = 'medium'
  root.append(letter)
  const size = getComputedStyle(letter).fontSize
  letter.remove()
  measured = new CSSStyleSheet()
  measured.replaceSync(`:host{--f-rem:${size || '16px'}}`)
  return measured
}

export class MhtrForm extends HTMLElement {
  static apiVersion = API_VERSION
  static formAssociated = true
  static observedAttributes = ['questionnaire', 'locale', 'variant', 'with-client', 'no-finish']

  #internals = this.attachInternals()
  #root = this.attachShadow({ mode: 'open' })
  /** What the form is drawn in. */
  #place = document.createElement('div')
  /** Words above the form about how it was started. */
  #notice = document.createElement('div')
  /** The form as it stands in the program, and that program. */
  #placed = null
  #program = null
  /** A questionnaire given as an object. */
  #questionnaire = null
  /** The answers the page gave to start with. */
  #given = null
  /** Everything entered, as text, while the form is not drawn. */
  #kept = null
  #now = null
  /** Whether what stands in the form is to be given up. */
  #isAnew = false
  #isAsked = false
  #isTelling = false
  #isQuiet = false
  #isDisabled = false
  /** Counts up with each drawing, so that one that was overtaken stops. */
  #turn = 0

  constructor() {
    super()
    this.#place.className = 'app-embed'
    this.#notice.className = 'app-embed'
    // An agent that reads the page reads out what appears here.
    this.#notice.setAttribute('role', 'alert')
    this.addEventListener('invalid', (event) => {
      // The form says itself what is wrong, beside each question and at its top.
      event.preventDefault()
      if (!this.#isQuiet) this.#placed?.leadToErrors()
    })
    // Properties that were set before this script had arrived.
    for (const name of ['questionnaire', 'response', 'locale', 'theme', 'variant', 'withClient', 'noFinish', 'disabled', 'name']) {
      if (!Object.hasOwn(this, name)) continue
      const value = this[name]
      delete this[name]
      queueMicrotask(() => { this[name] = value })
    }
  }

  // -- What is asked, and how --

  get questionnaire() { return this.#questionnaire ?? this.getAttribute('questionnaire') }
  set questionnaire(value) {
    const isObject = Boolean(value) && typeof value === 'object'
    if (!isObject) this.#reflect('questionnaire', value)
    this.#questionnaire = isObject ? value : null
    this.#beginAnew()
  }

  get locale() { return this.getAttribute('locale') || OWN_LANGUAGE }
  set locale(value) { this.#reflect('locale', value) }

  get theme() { return this.getAttribute('theme') || 'auto' }
  set theme(value) { this.#reflect('theme', value) }

  get variant() {
    const variant = this.getAttribute('variant')
    return VARIANTS.includes(variant) ? variant : VARIANTS[0]
  }
  set variant(value) { this.#reflect('variant', value) }

  get withClient() { return this.hasAttribute('with-client') }
  set withClient(value) { this.toggleAttribute('with-client', Boolean(value)) }

  get noFinish() { return this.hasAttribute('no-finish') }
  set noFinish(value) { this.toggleAttribute('no-finish', Boolean(value)) }

  get disabled() { return this.hasAttribute('disabled') }
  set disabled(value) { this.toggleAttribute('disabled', Boolean(value)) }

  get name() { return this.getAttribute('name') ?? '' }
  set name(value) { this.#reflect('name', value) }

  #reflect(name, value) {
    if (value === null || value === undefined) this.removeAttribute(name)
    else this.setAttribute(name, value)
  }

  // -- Answers --

  /** The answers to start with: a QuestionnaireResponse. Setting it starts the form anew. */
  get response() { return this.#given }
  set response(value) {
    this.#given = value ?? null
    this.#beginAnew()
  }

  /** The answers so far, of what is asked: a QuestionnaireResponse. Null while there is no form. */
  get value() { return this.#now?.response ?? null }
  /** The same as text, digit for digit. */
  get valueAsText() { return this.#placed?.response() ?? '' }
  get scores() { return this.#now?.scores ?? [] }
  get alerts() { return this.#now?.alerts ?? [] }
  get violations() { return this.#now?.violations ?? [] }
  get isFinished() { return this.#now?.isFinished ?? false }

  // -- A control of a form of the page --

  get form() { return this.#internals.form }
  get labels() { return this.#internals.labels }
  get type() { return 'mhtr-form' }
  get validity() { return this.#internals.validity }
  get validationMessage() { return this.#internals.validationMessage }
  get willValidate() { return this.#internals.willValidate }

  checkValidity() {
    this.#isQuiet = true
    try {
      return this.#internals.checkValidity()
    } finally {
      this.#isQuiet = false
    }
  }

  reportValidity() { return this.#internals.reportValidity() }

  formDisabledCallback(isDisabled) {
    this.#isDisabled = isDisabled
    this.#placed?.disable(isDisabled)
  }

  formResetCallback() { this.#beginAnew() }

  formStateRestoreCallback(state) {
    if (typeof state === 'string' && state) this.#beginAnew(state)
  }

  focus(options) {
    this.#root.querySelector('input, textarea, select, button, [tabindex]')?.focus(options)
  }

  // -- In the page and out of it --

  connectedCallback() {
    // A form that was moved stands as it stood.
    if (!this.#placed) this.#ask()
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return
      // A drawing that is under way comes too late.
      this.#turn += 1
      this.#takeOut()
    })
  }

  attributeChangedCallback(name, was, is) {
    if (was === is) return
    if (name === 'questionnaire') {
      this.#questionnaire = null
      this.#beginAnew()
    } else {
      this.#ask()
    }
  }

  /** Takes the form out of the program. What was entered is kept for when it is drawn again. */
  #takeOut() {
    standing.delete(this)
    const placed = this.#placed
    this.#placed = null
    // A program that has stopped has nothing to give back.
    if (!placed || this.#program.isStopped) return
    if (!this.#isAnew) this.#kept = placed.kept()
    placed.free()
  }

  /** Has the form drawn with these answers, or those that the page gave, in place of those that stand in it. */
  #beginAnew(kept = null) {
    this.#kept = kept
    this.#isAnew = true
    this.#ask()
  }

  /** Has the form drawn, once, however many reasons there are. */
  #ask() {
    if (this.#isAsked) return
    this.#isAsked = true
    queueMicrotask(() => {
      this.#isAsked = false
      if (this.isConnected) this.#draw()
    })
  }

  async #draw() {
    this.#turn += 1
    const turn = this.#turn
    const wanted = this.questionnaire
    if (!wanted) return
    if (!this.#placed) this.#say(PARTS.words[LOADING])
    const { locale } = this
    try {
      const language = await spoken(locale)
      const [program, { form, folders }] = await Promise.all([programOf(language ?? OWN_LANGUAGE), formOf(wanted)])
      const isEasy = this.variant === 'easy-read' && folders[form].easyRead
      // Where they do not come the words stand alone.
      const pictures = isEasy ? await picturesOf('').catch(() => NO_PICTURES) : NO_PICTURES
      if (turn !== this.#turn || !this.isConnected) return
      if (program.isStopped) throw new Refused('stopped')
      this.#put(program, { form, folders }, pictures)
      if (!language) this.#warn(new Refused('locale', { fill: { locale } }))
    } catch (error) {
      if (turn === this.#turn) this.#fail(error)
    }
  }

  #put(program, { form, folders }, pictures) {
    const { sheet, glue, language } = program
    this.#takeOut()
    this.#root.adoptedStyleSheets = [measure(this.#root), sheet]
    this.#notice.replaceChildren()
    this.#place.replaceChildren()
    this.#place.lang = language
    this.#place.dir = RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr'
    this.#root.replaceChildren(this.#notice, this.#place)
    // Before the form: a picture is found in its own tree only.
    if (pictures.sheet) this.#root.prepend(document.importNode(pictures.sheet, true))
    const order = { form, folders, pictures: pictures.names, variant: this.variant, isWithClient: this.withClient, hasNoButton: this.noFinish }
    const start = (response) => {
      // As text, so that a number keeps its digits.
      const text = `{"response":${response ?? 'null'},${JSON.stringify(order).slice(1)}`
      try {
        return new glue.Placed(this.#place, text, () => this.#changed(), () => this.#completed())
      } catch (refusal) {
        if (typeof refusal !== 'string') throw refusal
        const { reason, ...words } = JSON.parse(refusal)
        throw new Refused(reason, words)
      }
    }
    this.#program = program
    try {
      this.#placed = start(this.#kept ?? (this.#given && JSON.stringify(this.#given)))
    } catch (refused) {
      if (refused.reason !== 'response') throw refused
      this.#placed = start(null)
      this.#warn(refused)
    }
    this.#kept = null
    this.#isAnew = false
    standing.add(this)
    this.#placed.disable(this.#isDisabled)
    this.#take()
  }

  // -- What is told --

  #changed() {
    if (this.#isTelling) return
    this.#isTelling = true
    // One gesture may change several answers.
    queueMicrotask(() => {
      this.#isTelling = false
      if (!this.#placed || this.#program.isStopped) return
      this.#take()
      this.#tell('change')
    })
  }

  #completed() {
    this.#take()
    this.#tell('complete')
  }

  /** Takes over how the form stands. */
  #take() {
    this.#now = JSON.parse(this.#placed.standing())
    // Without a state of its own the browser keeps none: it would write it to the disk of this computer.
    this.#internals.setFormValue(this.#placed.response(), this.hasAttribute('keep-state') ? this.#placed.kept() : null)
    const first = this.#now.violations.find(({ isForOthers }) => !isForOthers)
    if (first) this.#internals.setValidity({ customError: true }, first.message, this.#root.getElementById(first.anchor) ?? this.#place)
    else this.#internals.setValidity({})
  }

  #tell(type) {
    const { value: response, scores, alerts, violations } = this
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: { response, scores, alerts, violations } }))
  }

  /** Shows words in place of the form. A page's form cannot be sent while it is not there. */
  #say(...lines) {
    const paragraphs = lines.filter(Boolean).map((line) => {
      const paragraph = document.createElement('p')
      paragraph.className = 'govuk-body'
      paragraph.textContent = line
      return paragraph
    })
    this.#place.replaceChildren(...paragraphs)
    this.#place.lang = OWN_LANGUAGE
    if (!this.#place.isConnected) this.#root.replaceChildren(this.#notice, this.#place)
    this.#internals.setValidity({ customError: true }, lines[0], this.#place)
  }

  #warn({ reason, message, todo, place, problems }) {
    const paragraph = document.createElement('p')
    paragraph.className = 'app-embed__notice'
    paragraph.lang = OWN_LANGUAGE
    paragraph.textContent = `${message} ${todo}`
    this.#notice.append(paragraph)
    this.#tellError({ reason, message, todo, place, problems })
  }

  #fail(error) {
    const refused = error instanceof Refused ? error : new Refused('stopped', { place: String(error) })
    const { reason, message, todo, place, problems } = refused
    this.#takeOut()
    this.#now = null
    const sheets = this.#program ? [measure(this.#root), this.#program.sheet] : []
    this.#root.adoptedStyleSheets = sheets
    this.#notice.replaceChildren()
    this.#say(message, todo, place, ...problems.map((problem) => `${problem.place}: ${problem.message}`))
    this.#place.firstElementChild.setAttribute('role', 'alert')
    this.#tellError({ reason, message, todo, place, problems })
  }

  #tellError(detail) {
    this.dispatchEvent(new CustomEvent('error', { detail }))
  }

  [STOPPED](program) {
    if (this.#program !== program) return
    this.#fail(new Refused('stopped'))
  }
}

if (!customElements.get('mhtr-form')) customElements.define('mhtr-form', MhtrForm)
