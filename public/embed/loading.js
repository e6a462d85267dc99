// What the element loads: the files of its folder, the program, forms. It becomes part of mhtr-form.js when the folder is
// made, so that a page names one script and a digest of it covers everything.

export const PARTS = null // Written when the folder is made.

/** The folder this script came from. */
const HERE = new URL('./', import.meta.url)

/** The language the program speaks by itself. */
export const OWN_LANGUAGE = 'en-GB'

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

/** A reason that something is not done: in words for a person, and one word for programs. */
export class Refused extends Error {
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
export const standing = new Set()

/** By this a form is told. */
export const STOPPED = Symbol('stopped')

/** The running program of a language, with the stylesheet. Each language has an instance to itself. */
export const programOf = once(async (language) => {
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
export async function spoken(locale) {
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

/** The pictures of easy read: all of them, to be put beside the form, which draws each by its name. */
export const picturesOf = once(async () => {
  const { documentElement: sheet } = new DOMParser().parseFromString(await textOf('pictures.svg'), 'image/svg+xml')
  return { sheet, names: Array.from(sheet.querySelectorAll('symbol'), ({ id }) => id.replace(/^picture-/, '')) }
})
export const NO_PICTURES = { sheet: null, names: [] }

/** A questionnaire by its name in the folder forms, by its address, or as it is. */
export async function formOf(questionnaire) {
  const given = 'given'
  if (typeof questionnaire !== 'string') {
    return { form: given, folders: await foldersOf(given, { questionnaire: JSON.stringify(questionnaire) }) }
  }
  if (/^[a-z0-9-]+$/.test(questionnaire)) return { form: questionnaire, folders: await foldersOf(questionnaire) }
  const address = new URL(questionnaire, document.baseURI)
  if (address.origin !== HERE.origin) throw new Refused('elsewhere', { place: address.href })
  return { form: given, folders: await foldersOf(given, { questionnaire: await textOf(address.href) }) }
}
