// `init --wallet wechat`: the program for Python, which has the library of Python alone.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { isMissing } from '../../server/testing/programs.fixture.ts'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import { openServer } from '../run.fixture.ts'

test.skipIf(isMissing('python3'))(
  'Python pays and waits for the password',
  async () => {
    const { sandbox, sim } = await openServer(onTestFinished)
    sandbox.clock.setRate(20)
    const folder = scratchFolder(onTestFinished)
    expect(await sim(`init --wallet wechat ${folder}`)).toMatchObject({ code: 0 })
    const python = spawn('python3', [join(folder, 'wechat-python.py')])
    const [out, err] = await Promise.all([text(python.stdout), text(python.stderr)])
    expect(err).toBe('')
    expect(out).toMatch(/^FAIL USERPAYING\n(USERPAYING\n)*SUCCESS\n$/)
  },
  60_000,
)
