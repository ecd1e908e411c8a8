// A project with an msw of the generation before.
import { expect, test, vi } from 'vitest'

vi.mock('msw', () => ({ rest: {}, http: undefined, HttpResponse: undefined, bypass: undefined }))

test('is told so when it imports the handlers', async () => {
  await expect(import('./msw.ts')).rejects.toThrow(
    'alipay-sim/msw needs msw 2.12 or newer: npm install -D msw@3',
  )
})
