// Compares what a component draws with the markup GOV.UK Frontend publishes for the same example
// (`dist/govuk/components/<name>/fixtures.json` of npm `govuk-frontend`).
//
// Both are turned into lines of text, one an element, and must be the same. What is put aside, and why:
//
//  1. Ids and names: the n-th id of an example is `id-n`, wherever it is defined or referred to (`id`, `for`,
//     `href="#…"`, `aria-…`), so that what refers to what is compared and how it is called is not. Names the same.
//  2. What only GOV.UK's own script reads: `data-module`, `data-i18n.…`, `data-maxlength`, `data-threshold`,
//     `data-disable-auto-focus`, `data-prevent-double-click`, `data-behaviour` (the engine decides what excludes
//     what). What that script adds at run time and our markup has from the start: `tabindex="-1"` on the error
//     summary, the two live messages of a character count and the hiding of its first one.
//  3. What keeps typed text private, on text controls only: `autocomplete="off"`, `spellcheck`, `autocapitalize`,
//     `autocorrect`, `translate`, `writingsuggestions`, `data-gramm`.
//  4. State (`value` of what is typed, `checked`, `selected`, `disabled`, `open`) is read from the element, not from
//     the attribute: that is what a person sees.
//  5. White space between words, the order of attributes and of classes, comments.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** The published examples of a component, by name. */
export function publishedExamples(component) {
  const path = require.resolve(`govuk-frontend/dist/govuk/components/${component}/fixtures.json`)
  const { fixtures } = JSON.parse(readFileSync(path, 'utf8'))
  return new Map(fixtures.map((fixture) => [fixture.name, fixture.html]))
}

/** Runs in the page: the lines of what stands in `selector`, and those of `html`. */
export function bothAsLines({ selector, html }) {
  const SCRIPT_ONLY = /^data-(module|i18n\..*|maxlength|threshold|disable-auto-focus|prevent-double-click|behaviour)$/
  const PRIVACY = new Set(['spellcheck', 'autocapitalize', 'autocorrect', 'translate', 'writingsuggestions', 'data-gramm'])
  const REFERENCES = new Set(['id', 'for', 'aria-describedby', 'aria-labelledby', 'aria-controls'])
  const STATE = new Set(['value', 'checked', 'selected', 'disabled', 'open'])

  const lines = (root) => {
    const ids = new Map()
    const names = new Map()
    const numbered = (of, kind, text) => {
      if (!of.has(text)) of.set(text, `${kind}-${of.size + 1}`)
      return of.get(text)
    }
    const words = (text) => text.replace(/\s+/g, ' ').trim()
    const result = []
    const isTyped = (element) => element.matches('input:not([type=radio], [type=checkbox]), textarea')

    const attribute = (element, { name, value }) => {
      if (SCRIPT_ONLY.test(name) || STATE.has(name)) return []
      if (PRIVACY.has(name) && isTyped(element)) return []
      if (name === 'autocomplete' && value === 'off' && element.matches('input, textarea, select')) return []
      if (name === 'tabindex' && element.matches('.govuk-error-summary')) return []
      if (name === 'class') {
        const classes = new Set(value.split(/\s+/).filter(Boolean))
        if (classes.has('govuk-character-count__message')) classes.delete('govuk-visually-hidden')
        return classes.size === 0 ? [] : [`class=${[...classes].sort().join(' ')}`]
      }
      if (name === 'name') return [`name=${numbered(names, 'name', value)}`]
      if (REFERENCES.has(name)) {
        return [`${name}=${value.split(/\s+/).map((id) => numbered(ids, 'id', id)).join(' ')}`]
      }
      if (name === 'href' && /^#./.test(value)) return [`href=#${numbered(ids, 'id', value.slice(1))}`]
      return [`${name}=${words(value)}`]
    }

    const state = (element) => {
      const found = []
      if (isTyped(element) || element.matches('option, input, button')) found.push(`value=${element.value}`)
      if (element.matches('[type=radio], [type=checkbox]')) found.push(`checked=${element.checked}`)
      if (element.matches('option')) found.push(`selected=${element.selected}`)
      if (element.matches('input, textarea, select, option, button')) found.push(`disabled=${element.disabled}`)
      if (element.matches('details')) found.push(`open=${element.open}`)
      return found
    }

    const walk = (node, depth) => {
      const indent = '  '.repeat(depth)
      let text = ''
      const flush = () => {
        if (words(text)) result.push(indent + words(text))
        text = ''
      }
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) text += child.data
        if (child.nodeType !== Node.ELEMENT_NODE) continue
        if (child.matches('.govuk-character-count__status, .govuk-character-count__sr-status')) continue
        flush()
        const inside = [...child.attributes].flatMap((of) => attribute(child, of)).concat(state(child))
        result.push(`${indent}<${child.localName}${inside.sort().map((of) => ` [${of}]`).join('')}>`)
        // What is typed is the value of a text area, read above.
        if (!child.matches('textarea')) walk(child, depth + 1)
      }
      flush()
    }
    walk(root, 0)
    return result
  }

  const published = document.createElement('div')
  published.innerHTML = html
  // A radio group of the page must not clear the one that is compared with it.
  const elsewhere = document.implementation.createHTMLDocument('').body
  elsewhere.append(published)
  return { ours: lines(document.querySelector(selector)), theirs: lines(published) }
}
