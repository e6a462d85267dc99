// <mhtr-form questionnaire="phq-9">: one form in a page of somebody else's, from one script tag.
//
//   <script type="module" src="https://forms.example/embed/mhtr-form.js"></script>
//
// The element is a class of JavaScript because nothing else can be an element; what it shows is drawn by the program
// beside it, which is loaded once for all forms of a page and run only if its digest is the one written here. Nothing is
// kept: the answers are handed to the page, and what the page does with them is its own affair.
//
// What a page may rely on stands in mhtr-form.d.ts. MhtrForm.apiVersion changes when something in there does.

const PARTS = null // Written when the folder is made.

const API_VERSION = 1

/** The folder this script came from. */
const HERE = new URL('./', import.meta.url)

/** The language the program speaks by itself. */
const OWN_LANGUAGE = 'en-GB'

/** Written from right to left. */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)(-|$)/

const VARIANTS = ['published', 'plain', 'easy-read']

/** The files of a form's folder that are read, and what the program calls them. */
const FILES = { 'questionnaire.json': 'questionnaire', 'measure.toml': 'measure', 'plain.json': 'plain', 'easy-read.json': 'easyRead' }

/** What goes round every measure. */
const MEASURE_RECORD = 'measure-record'

/** By this a questionnaire names another one. */
const NAMES = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-subQuestionnaire'

/** So long a browser may take to tell of what it has refused, in milliseconds. */
const TELLS_WITHIN = 100

// The words for each reason that a form is not shown. They stand in wording/en-GB/embed.json.
const WORDS = {
  missing: ["embed.missing", "embed.missing-do"],
  changed: ["embed.changed", "embed.changed-do"],
  policy: ["embed.policy", "embed.policy-do"],
  browser: ["embed.browser", "embed.browser-do"],
  unknown: ["embed.unknown", "embed.unknown-do"],
  elsewhere: ["embed.elsewhere", "embed.elsewhere-do"],
  unreadable: ["embed.unreadable", "embed.unreadable-do"],
  response: ["embed.response", "embed.response-do"],
  locale: ["embed.no-locale", "embed.no-locale-do"],
  stopped: ["embed.stopped", "embed.stopped-do"],
}
const LOADING = "embed.loading"

/** A reason that something is not done: in words for a person, and one word for programs. */
class Refused extends Error {
  constructor(reason, { place = '', problems = [], fill = {}, message, todo } = {}) {
    const say = (key) => Object.entries(fill).reduce((text, [name, value]) => text.replace(`{${name}}`, value), PARTS.words[key])
    const [what, whatToDo] = WORDS[reason]
    super(message ?? say(what))
    Object.assign(this, { reason, place, problems, todo: todo ?? say(whatToDo) })
  }
}

// ---- Files ----

/** What the page's own policy has refused of what we asked for. */
let refusedByPolicy = ''
document.addEventListener('securitypolicyviolation', (event) => {
  if (event.blockedURI === 'wasm-eval' || event.blockedURI.startsWith(HERE.origin)) refusedByPolicy = `${event.effectiveDirective}: ${event.blockedURI}`
})

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Why a file cannot be used. Browsers do not tell one that is not there from one that differs from its digest. */
async function whyNot(address, error) {
  await pause(TELLS_WITHIN)
  if (refusedByPolicy) return new Refused('policy', { place: refusedByPolicy })
  const place = `${address}: ${error.message}`
  const response = await fetch(address).catch(() => null)
  const type = response?.headers.get('Content-Type') ?? ''
  if (!response?.ok || type.startsWith('text/html')) return new Refused('missing', { place })
  return new Refused('changed', { place: String(address) })
}

async function whole(address, order) {
  const response = await fetch(address, order)
  if (!response.ok) throw new TypeError(`answered with ${response.status}`)
  return response
}

/** A file of the folder; one with a digest only if it is the one that belongs to this script. */
async function fetched(name, integrity = '') {
  const address = new URL(name, HERE)
  try {
    return await whole(address, { integrity })
  } catch (damaged) {
    try {
      // A copy that was damaged on its way would otherwise be kept for as long as a whole one may be.
      return await whole(address, { integrity, cache: 'reload' })
    } catch (error) {
      throw await whyNot(address, error)
    }
  }
}

/** Does something once. What has failed is tried again by the next to ask. */
function once(work) {
  const known = new Map()
  return (key) => {
    if (!known.has(key)) {
      known.set(key, work(key).catch((error) => {
        known.delete(key)
        throw error
      }))
    }
    return known.get(key)
  }
}

const textOf = once(async (name) => (await fetched(name)).text())

async function jsonOf(name) {
  const text = await textOf(name)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Refused('unreadable', { problems: [{ place: name, message: error.message }] })
  }
}

// ---- The program ----

/** The compiled program and the stylesheet: once for all forms of the page, whatever their language. */
const shared = once(async () => {
  if (typeof WebAssembly !== 'object' || typeof CSSStyleSheet.prototype.replaceSync !== 'function') {
    throw new Refused('browser', { place: navigator.userAgent })
  }
  const [styles, wasm] = await Promise.all([
    fetched(PARTS.styles.name, PARTS.styles.integrity).then((response) => response.text()),
    fetched(PARTS.wasm.name, PARTS.wasm.integrity).then((response) => response.arrayBuffer()),
  ])
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  try {
    return { sheet, module: await WebAssembly.compile(wasm) }
  } catch (error) {
    await pause(TELLS_WITHIN)
    throw new Refused(refusedByPolicy ? 'policy' : 'browser', { place: error.message })
  }
})

/** The forms that stand, to be told if their program stops. */
const standing = new Set()

/** The running program of a language, with the stylesheet. Each language has an instance to itself. */
const programOf = once(async (language) => {
  const words = await wordsOf(language)
  // Browsers run a module once for each address.
  const name = language === OWN_LANGUAGE ? PARTS.glue.name : `${PARTS.glue.name}?language=${encodeURIComponent(language)}`
  const [{ sheet, module }] = await Promise.all([shared(''), fetched(name, PARTS.glue.integrity)])
  let glue
  try {
    glue = await import(new URL(name, HERE))
    await glue.default({ module_or_path: module })
  } catch (error) {
    throw await whyNot(new URL(name, HERE), error)
  }
  const program = { glue, sheet, language, isStopped: false }
  glue.begin(language, words, () => {
    program.isStopped = true
    // Whoever called the program stands in the middle of something.
    queueMicrotask(() => standing.forEach((form) => form[STOPPED](program)))
  })
  return program
})

/** The words of a language, as the files that wording/index.json lists for it; none for the program's own. */
async function wordsOf(language) {
  if (language === OWN_LANGUAGE) return []
  const { languages } = await jsonOf('wording/index.json')
  return Promise.all(languages[language].map((file) => textOf(`wording/${language}/${file}`)))
}

/** The language to speak where one is asked for: it, or the same without its region. Nothing if there is none. */
async function spoken(locale) {
  if (/^en(-|$)/i.test(locale)) return OWN_LANGUAGE
  const { languages } = await jsonOf('wording/index.json')
  for (let wanted = locale; wanted; wanted = wanted.slice(0, Math.max(0, wanted.lastIndexOf('-')))) {
    const found = Object.keys(languages).find((of) => of.toLowerCase() === wanted.toLowerCase())
    if (found) return found
  }
  return null
}

// ---- Forms ----

async function folderOf(id) {
  const { forms } = await jsonOf('forms/index.json')
  const entry = forms.find((of) => of.id === id)
  if (!entry) throw new Refused('unknown', { place: id })
  const files = entry.files.filter((file) => file in FILES)
  const texts = await Promise.all(files.map((file) => textOf(`forms/${id}/${file}`)))
  return Object.fromEntries(files.map((file, n) => [FILES[file], texts[n]]))
}

/** The forms that a questionnaire names. What cannot be read here is told by the program, with the place. */
function named(text) {
  const found = []
  try {
    JSON.parse(text, (key, value) => {
      if (value?.url === NAMES && value.valueCanonical) found.push(value.valueCanonical.split('|')[0])
      return value
    })
  } catch {}
  return found
}

/** The files of a form and of those it names, by their folders. */
async function foldersOf(id, folder) {
  const folders = {}
  const waiting = [[id, folder]]
  const { forms } = await jsonOf('forms/index.json')
  while (waiting.length > 0) {
    const [id, given] = waiting.shift()
    if (id in folders) continue
    const folder = folders[id] = given ?? await folderOf(id)
    for (const url of named(folder.questionnaire ?? '')) {
      // One that is not there is told by the program.
      const entry = forms.find((of) => of.url === url)
      if (entry) waiting.push([entry.id])
    }
    if (folder.measure) waiting.push([MEASURE_RECORD])
  }
  return folders
}

/** A questionnaire by its name in the folder forms, by its address, or as it is. */
async function formOf(questionnaire) {
  const given = 'given'
  if (typeof questionnaire !== 'string') {
    return { form: given, folders: await foldersOf(given, { questionnaire: JSON.stringify(questionnaire) }) }
  }
  if (/^[a-z0-9-]+$/.test(questionnaire)) return { form: questionnaire, folders: await foldersOf(questionnaire) }
  const address = new URL(questionnaire, document.baseURI)
  if (address.origin !== HERE.origin) throw new Refused('elsewhere', { place: address.href })
  return { form: given, folders: await foldersOf(given, { questionnaire: await textOf(address.href) }) }
}

// ---- The element ----

const STOPPED = Symbol('stopped')

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
      if (turn !== this.#turn || !this.isConnected) return
      if (program.isStopped) throw new Refused('stopped')
      this.#put(program, { form, folders })
      if (!language) this.#warn(new Refused('locale', { fill: { locale } }))
    } catch (error) {
      if (turn === this.#turn) this.#fail(error)
    }
  }

  #put(program, { form, folders }) {
    const { sheet, glue, language } = program
    this.#takeOut()
    this.#root.adoptedStyleSheets = [measure(this.#root), sheet]
    this.#notice.replaceChildren()
    this.#place.replaceChildren()
    this.#place.lang = language
    this.#place.dir = RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr'
    this.#root.replaceChildren(this.#notice, this.#place)
    const order = { form, folders, variant: this.variant, isWithClient: this.withClient, hasNoButton: this.noFinish }
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
    const [first] = this.#now.violations
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
