// `npm run dev:worker`, as a newcomer starts it.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'
import { isHere } from '../server/testing/workerd.fixture.ts'

const PATIENCE = { timeout: 150_000, interval: 50 }

describe.skipIf(!isHere)('npm run dev:worker', () => {
  test('says where gateway and console are, keeps its token, and answers there', async () => {
    const data = scratchFolder(onTestFinished)
    const program = join(import.meta.dirname, 'dev-worker.ts')
    const child = spawn(process.execPath, [program, '--port', '0', '--data', data])
    onTestFinished(() => void child.kill())
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece: string) => {
        said += piece
      })
    }
    const console = await vi.waitFor(() => {
      const [, url, token] = /console +(\S+)#token=(\S+)/.exec(said) ?? []
      if (url === undefined || token === undefined) throw new Error(`it says: ${said}`)
      return { url, token }
    }, PATIENCE)
    expect(console.token).toBe(readFileSync(join(data, 'token'), 'utf8'))
    expect(await (await fetch(console.url)).text()).toContain('<title>alipay-sim')
    const headers = { authorization: `Bearer ${console.token}` }
    const apps = await fetch(`${console.url}apps`, { headers })
    expect(await apps.json()).toMatchObject([{ appId: '9021000971395043' }])
  })
})
