// What a page under msw's worker runs, bundled by its test: the handlers hand its requests to a server behind a
// path of the page's own origin.
import { setupWorker } from 'msw/browser'
import { createHandlers } from './msw.ts'

const worker = setupWorker(...createHandlers({ url: '/alipay' }))
await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })
document.title = 'the worker is ready'
