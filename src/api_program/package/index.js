// The module that a developer calls: starts the program, hands it its measures, and gives back what it says.
// What each function takes and gives is in index.d.ts.

import load, { initSync as loadSync, change as changed, check, read, refuse, score as scored, start, version } from './api.js'
import { about } from './about.js'
import { MEASURES, WORDS } from './data.js'
import { withNamed } from './named.js'
import { asAnswers, asData } from './plain.js'

export const apiVersion = 1

// More forms beside one another than anybody has.
const MOST_FORMS = 100

let isReady = false
let starting

export async function init(source = new URL('./api.wasm', import.meta.url)) {
  if (isReady) return
  starting ??= load({ module_or_path: source }).then(takeIn)
  try {
    await starting
  } catch (error) {
    throw new Error('The program could not be loaded. In Node, hand its bytes to initSync.', { cause: error })
  } finally {
    starting = undefined
  }
}

export function initSync(source) {
  if (isReady) return
  loadSync({ module: source })
  takeIn()
}

function takeIn() {
  if (isReady) return
  if (version() !== apiVersion) throw new Error('index.js and api.wasm are of different versions.')
  if (!start(WORDS, MEASURES)) throw new Error('data.js is damaged.')
  isReady = true
}

function mustBeReady() {
  if (!isReady) throw new Error('Call `await init()` first, or initSync with the bytes of api.wasm.')
}

export function measures() {
  mustBeReady()
  return MEASURES.map(about)
}

export function score(measure, input) {
  return answered(scored, measure, input)
}

export function change(measure, input) {
  return answered(changed, measure, input)
}

function answered(ask, measure, input) {
  mustBeReady()
  const result = ask(typeof measure === 'string' ? measure.slice(0, 100) : '', asAnswers(input))
  if (!result.ok) {
    // As in JavaScript's own errors: there to be read, and no part of the data, which is the same in every language.
    Object.defineProperty(result.error, 'message', { enumerable: false })
  }
  return result
}

export function readQuestionnaire(json) {
  mustBeReady()
  const given = asData(json)
  if (given.why) return { questionnaire: null, problems: [refuse('questionnaire', given.place, given.why)] }
  return read(given.data)
}

export function validate(questionnaire, response, options) {
  mustBeReady()
  const given = { questionnaire: asData(questionnaire), response: asData(response) }
  const { day, forms } = asOptions(options)
  const refused = [...Object.entries(given), ...forms.map((form) => ['options', form])].filter(([, { why }]) => why)
  if (refused.length > 0) {
    const problems = refused.map(([name, { place, why }]) => refuse(name, place, why))
    return { valid: false, violations: [], problems }
  }
  const unusable = forms.flatMap(({ data, place }) => {
    const { questionnaire: form, problems } = read(data)
    return form ? [] : problems.map((problem) => ({ ...problem, in: 'options', place: `${place} ${problem.place}`.trimEnd() }))
  })
  if (unusable.length > 0) return { valid: false, violations: [], problems: unusable }
  const { whole, problems: without } = withNamed(given.questionnaire.data, forms.map(({ data }) => data), {
    measures: MEASURES,
    understood: (form) => read(form).questionnaire,
    say,
  })
  const { valid, violations, problems } = check(whole, given.response.data, day)
  return { valid, violations, problems: [...problems, ...without] }
}

/** The day, and the other forms as data, each with its place in the options. */
function asOptions(options) {
  try {
    const day = options?.today ?? today()
    const forms = options?.forms ?? []
    if (!Array.isArray(forms)) return { day: '', forms: [{ why: 'no_form', place: 'forms' }] }
    const read = forms.slice(0, MOST_FORMS).map((form, n) => {
      const { data, why, place } = asData(form)
      return { data, why, place: place ? `forms[${n}].${place}` : `forms[${n}]` }
    })
    return { day: typeof day === 'string' ? day.slice(0, 100) : '', forms: read }
  } catch {
    // A getter of the caller's throws.
    return { day: '', forms: [{ why: 'not_readable', place: 'forms' }] }
  }
}

/** The words under a key, with each `{name}` in them replaced by its value. */
function say(key, values) {
  return WORDS[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

/** The day where this runs, like 2026-11-22. */
function today() {
  const now = new Date()
  const two = (number) => String(number).padStart(2, '0')
  return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
