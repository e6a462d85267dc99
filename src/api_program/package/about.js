// What is known of each measure, from its rules, under the names of index.d.ts.

const camel = (name) => name.replace(/[-_](.)/g, (_, letter) => letter.toUpperCase())

const threshold = (rule, atLeast) => (rule ? { atLeast, source: rule.source } : null)

export function about(measure) {
  const { answers, total } = measure
  // The mean of the items times ten, or their sum.
  const times = total.statistic === 'ten-times-mean' ? 10 : measure.items.length
  const unscored = (measure.unscored ?? []).map((item) => ({ name: camel(item.id), answers: { ...item.answers }, item: null }))
  const yesOrNo = [measure['not-applicable'] ?? []].flat().map((rule) => ({ name: camel(rule.id), answers: null, item: rule.item }))
  return {
    id: measure.instrument,
    title: measure.title,
    linkIds: [...measure.items],
    answers: { ...answers },
    reversed: [...(measure.reversed?.items ?? [])],
    total: {
      statistic: total.statistic.replaceAll('-', '_'),
      better: total.better,
      decimalPlaces: total['decimal-places'],
      lowest: answers.lowest * times,
      highest: answers.highest * times,
      source: total.source,
    },
    missing: { atMost: measure.missing['at-most'], source: measure.missing.source },
    subscales: (measure.subscale ?? []).map((subscale) => ({
      id: camel(subscale.id),
      title: subscale.title,
      items: [...subscale.items],
      missingAtMost: subscale['missing-at-most'],
      source: subscale.source,
    })),
    bands: (measure['band-set'] ?? []).map((set, n) => ({
      field: n === 0 ? 'severity' : camel(`severity_${set.id}`),
      title: set.title,
      bands: set.bands.map((band) => ({ ...band })),
      source: set.source,
    })),
    cutOff: threshold(measure['cut-off'], measure['cut-off']?.['at-least']),
    critical: measure.critical ? { ...measure.critical, items: [...measure.critical.items] } : null,
    reliableChange: threshold(measure.change, measure.change?.reliable),
    fields: [...unscored, ...yesOrNo],
  }
}
