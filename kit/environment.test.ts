import { expect, test, vi } from 'vitest'

test('an environment without Request, as jsdom under jest, is told so in one line', async () => {
  vi.stubGlobal('Request', undefined)
  const imported = import('./environment.ts')
  await expect(imported).rejects.toThrow('begin the test file with /** @jest-environment node */')
  vi.unstubAllGlobals()
})
