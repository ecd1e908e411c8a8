// Imported by every entry: a test environment without `fetch` and its classes is told so in one line.
if (typeof globalThis.Request !== 'function') {
  const complaint =
    'alipay-sim needs an environment with fetch, Request and Response, and this one has none ' +
    '(jest-environment-jsdom takes them away): begin the test file with /** @jest-environment node */'
  const error = new Error(complaint)
  // Where in the bundle this stands helps nobody.
  error.stack = complaint
  throw error
}
