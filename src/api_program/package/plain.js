// What a caller hands over, made plain before it crosses into the program: getters, proxies and things that JSON has
// no form for are dealt with on this side, where they cannot stop anything.

// What is read of a resource at most, as in `engine/fhir/limits.rs`: characters of its JSON, and levels within levels.
const MOST = 4 * 1024 * 1024
const DEEPEST = 128

// No measure has as many items; with more keys than this, one is unknown.
const MOST_KEYS = 1000
// Both sides, a measure, its responses, the answers.
const DEEPEST_ANSWER = 4

const isPlain = (object) =>
  Object.prototype.toString.call(object) === '[object Object]' && !(Symbol.iterator in object)

/** A copy of a resource, or of its JSON as text: `{ data }`, or `{ why, place }` if it is none. */
export function asData(value) {
  if (typeof value === 'string') {
    if (value.length > MOST) return { why: 'too_large', place: '' }
    try {
      value = JSON.parse(value.replace(/^\uFEFF/, ''))
    } catch {
      return { why: 'not_json', place: '' }
    }
  }
  let left = MOST
  const copied = (it, place, depth) => {
    left -= typeof it === 'string' ? it.length : 1
    if (left < 0) throw new NoData('too_large', '')
    if (it === null || it === undefined) return null
    if (['string', 'boolean'].includes(typeof it) || Number.isFinite(it)) return it
    if (depth > DEEPEST) throw new NoData('not_readable', '')
    if (Array.isArray(it)) return it.map((element, n) => copied(element, `${place}[${n}]`, depth + 1))
    if (typeof it !== 'object' || !isPlain(it)) throw new NoData('no_form', place)
    const copy = Object.create(null)
    for (const key of Object.keys(it)) {
      // As in JSON: what is undefined is not there.
      if (it[key] !== undefined) copy[key] = copied(it[key], place ? `${place}.${key}` : key, depth + 1)
    }
    return copy
  }
  try {
    return { data: copied(value, '', 0) }
  } catch (error) {
    // Of another kind if a getter of the caller's throws.
    return error instanceof NoData ? error : new NoData('not_readable', '')
  }
}

class NoData {
  constructor(why, place) {
    this.why = why
    this.place = place.slice(0, 200)
  }
}

/** A copy of the answers to a measure. What is no answer becomes a list, which is refused wherever it stands. */
export function asAnswers(value, depth = 0) {
  try {
    if (value === undefined || value === null) return null
    if (['string', 'boolean'].includes(typeof value) || Number.isFinite(value)) return value
    if (typeof value !== 'object' || depth > DEEPEST_ANSWER || !isPlain(value)) return []
    const copy = Object.create(null)
    for (const key of Object.keys(value).slice(0, MOST_KEYS)) copy[key] = asAnswers(value[key], depth + 1)
    return copy
  } catch {
    return []
  }
}
