// A questionnaire with the others that it names put where it names them, and the record round each measure: what the app
// does in `engine/catalogue.rs` and `engine/score/wrap.rs`. A test holds the two to each other (`fixtures/api-named.json`).
//
// It is done on this side because the program has no room for it. What comes in is plain data, of whatever shape.

import { about } from './about.js'

const NAMES = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-subQuestionnaire'
const CRITICAL = 'urn:mhtr-forms:extension:critical-answer'
const OURS = 'urn:mhtr-forms:questionnaire:'
const RECORD = `${OURS}measure-record`

// How deep forms may name forms.
const DEEPEST = 4

const list = (value) => (Array.isArray(value) ? value.filter((it) => it !== null && typeof it === 'object') : [])

/** An object without what is not there. */
const present = (object) => Object.fromEntries(Object.entries(object).filter(([, it]) => it !== undefined && it !== null))

/** A copy with every object changed by `change`, which is given a copy of it whose inside is changed already. */
function changed(value, change) {
  if (Array.isArray(value)) return value.map((it) => changed(it, change))
  if (value === null || typeof value !== 'object') return value
  return change(Object.fromEntries(Object.entries(value).map(([key, it]) => [key, changed(it, change)])))
}

/**
 * The questionnaire with those of `forms` that it names in it: `{ whole, problems }`. `understood` says how a questionnaire is
 * understood, as `readQuestionnaire` does; `say` gives the words for a problem.
 */
export function withNamed(questionnaire, forms, { measures, understood, say }) {
  const problems = []
  const all = [questionnaire, ...list(forms)]
  const record = list(forms).find(({ url }) => url === RECORD)
  const within = new Set([questionnaire])
  const contained = [...list(questionnaire?.contained)]
  const note = (place, severity, key, values) =>
    problems.push({ in: 'questionnaire', place: String(place), severity, message: say(key, values) })
  const measureOf = ({ url }) => measures.find(({ id }) => url === `${OURS}${id}`)

  /** The items of a form that is put into another, with what it contains. */
  const itemsOf = (form) => {
    const n = contained.length
    const own = (id) => `${n}-${id}`
    contained.push(...list(form.contained).map((it) => ({ ...it, id: own(it.id) })))
    return changed(list(form.item), (it) =>
      typeof it.answerValueSet === 'string' && it.answerValueSet.startsWith('#')
        ? { ...it, answerValueSet: `#${own(it.answerValueSet.slice(1))}` }
        : it,
    )
  }

  const put = (items, depth) =>
    list(items).map((item) => {
      const address = list(item.extension).find(({ url }) => url === NAMES)?.valueCanonical
      if (typeof address !== 'string') return item.item ? { ...item, item: put(item.item, depth) } : item
      return named(item, address, depth) ?? item
    })

  const named = (item, address, depth) => {
    const [url, version] = address.split('|')
    const form = all.find((it) => it?.url === url)
    const why = !form ? 'not-found' : depth >= DEEPEST ? 'nested-too-deep' : within.has(form) ? 'named-twice' : null
    if (why) {
      note(item.linkId, 'left_out', `problem.form.${why}`, { address })
      return null
    }
    within.add(form)
    if (version !== undefined && version !== form.version) {
      note(item.linkId, 'odd', 'problem.form.other-version', { address, here: form.version ?? '-' })
    }
    const measure = measureOf(form)
    const group = measure
      ? recorded(form, itemsOf(form), measure)
      : { linkId: item.linkId, type: 'group', text: form.title, item: put(itemsOf(form), depth + 1) }
    return present({ ...group, enableWhen: item.enableWhen, enableBehavior: item.enableBehavior })
  }

  const recorded = (form, items, measure) => {
    const marked = withAlerts(items, measure, understood(form))
    if (!record) note(measure.id, 'left_out', 'problem.form.not-found', { address: RECORD })
    return { linkId: measure.id, type: 'group', text: form.title, item: record ? around(record.item, measure, marked) : marked }
  }

  if (!questionnaire || !Array.isArray(questionnaire.item)) return { whole: questionnaire, problems }
  const measure = record && measureOf(questionnaire)
  const item = measure ? [recorded(questionnaire, list(questionnaire.item), measure)] : put(questionnaire.item, 0)
  return { whole: present({ ...questionnaire, item, contained: contained.length > 0 ? contained : null }), problems }
}

/** The questions of a measure with a mark on each option that raises an alert. */
function withAlerts(items, measure, form) {
  if (!measure.critical) return items
  const { lowest, highest } = measure.answers
  const critical = new Map(measure.critical.items.map((number) => [measure.items[number - 1], number]))
  const options = new Map()
  const walk = (all) => all.forEach((it) => (options.set(it.linkId, it.options), walk(it.items)))
  walk(form?.items ?? [])
  return changed(items, (item) => {
    const number = critical.get(item.linkId)
    if (number === undefined) return item
    const points = (position) => (measure.reversed?.items.includes(number) ? lowest + highest - position : position)
    const answerOption = (options.get(item.linkId) ?? []).map(({ system, code, text, ordinal }) => ({
      valueCoding: present({ system, code, display: text }),
      extension: [{ url: CRITICAL, valueBoolean: ordinal !== null && points(ordinal) > measure.critical.above }],
    }))
    return present({ ...item, answerValueSet: null, answerOption })
  })
}

/** The items of the record, made those of a measure. */
function around(items, measure, questions) {
  const { lowest, highest, decimalPlaces } = about(measure).total
  // Of the words only those that a message can name: help is on no screen here.
  const words = { measure: measure.title }
  const limits = [
    { url: 'http://hl7.org/fhir/StructureDefinition/minValue', valueDecimal: lowest },
    { url: 'http://hl7.org/fhir/StructureDefinition/maxValue', valueDecimal: highest },
    { url: 'http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces', valueInteger: decimalPlaces },
  ]
  const part = (name) => `${measure.id}.${name}`
  /** A copy under the measure's name, with the words filled in. */
  const own = (item, of = words, rename = (name) => name) =>
    changed(item, (it) => {
      const copy = { ...it }
      for (const [key, text] of Object.entries(it)) {
        if (['text', 'valueString'].includes(key) && typeof text === 'string') {
          copy[key] = text.replace(/\{([a-z-]+)\}/g, (whole, name) => of[name] ?? whole)
        }
        if (['linkId', 'question'].includes(key) && typeof text === 'string') copy[key] = part(rename(text))
      }
      return copy
    })
  const limited = (item) => ({ ...item, extension: [...list(item.extension), ...limits] })
  return list(items).flatMap((item) => {
    switch (item.linkId) {
      case 'items':
        return { ...own({ ...item, item: [] }), item: questions }
      case 'paper-total':
        return limited(own(item))
      case 'paper-critical':
        return measure.critical ? own(item) : []
      case 'paper-subscale':
        return (measure.subscale ?? [])
          .filter((subscale) => subscale['is-on-paper'])
          .map((subscale) => {
            const rename = (name) => name.replace(/^paper-subscale/, `paper-${subscale.id}`)
            return limited(own(item, { ...words, subscale: subscale.title }, rename))
          })
      default:
        return own(item)
    }
  })
}
