// What differs between systems, each shown on this one: the system is an argument.
import { chmodSync, closeSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { scratchFolder } from '../testing/scratch.fixture.ts'
import {
  endProgram,
  fastestTemporaryFolder,
  keepToOwner,
  makeOwnFolder,
  onStop,
  openOwnFile,
  startLine,
  startProgram,
  temporaryFolders,
} from './platform.ts'

const modeOf = (path: string) => statSync(path).mode & 0o777

describe.skipIf(process.platform === 'win32')('file modes', () => {
  function openFolder(): string {
    const folder = join(scratchFolder(onTestFinished), 'open')
    mkdirSync(folder)
    writeFileSync(join(folder, 'token'), '')
    for (const [path, mode] of [
      [folder, 0o755],
      [join(folder, 'token'), 0o644],
    ] as const) {
      chmodSync(path, mode)
    }
    return folder
  }

  test('what is there is kept to its owner', () => {
    const folder = openFolder()
    keepToOwner(folder, 'folder', 'linux')
    keepToOwner(join(folder, 'token'), 'file', 'darwin')
    expect([modeOf(folder), modeOf(join(folder, 'token'))]).toEqual([0o700, 0o600])
  })

  test('what is made is its owner’s alone', () => {
    const folder = join(scratchFolder(onTestFinished), 'a/b')
    makeOwnFolder(folder, 'linux')
    closeSync(openOwnFile(join(folder, 'token'), 'a', 'linux'))
    expect([modeOf(folder), modeOf(join(folder, 'token'))]).toEqual([0o700, 0o600])
  })

  test('on Windows modes are left alone', () => {
    const folder = openFolder()
    keepToOwner(folder, 'folder', 'win32')
    closeSync(openOwnFile(join(folder, 'token'), 'w', 'win32'))
    expect([modeOf(folder), modeOf(join(folder, 'token'))]).toEqual([0o755, 0o644])
  })
})

describe('where temporary files lie', () => {
  test('in SQLite’s order; on Windows where the system says', () => {
    const env = { SQLITE_TMPDIR: '/a', TMPDIR: '/b' }
    expect(temporaryFolders(env, 'darwin').slice(0, 3)).toEqual(['/a', '/b', '/var/tmp'])
    expect(temporaryFolders(env, 'win32')).toEqual([tmpdir()])
  })

  test('in memory on Linux alone, and nowhere when a person named a folder', () => {
    expect(fastestTemporaryFolder({}, 'win32')).toBe(tmpdir())
    expect(fastestTemporaryFolder({}, 'darwin')).toBe(tmpdir())
    expect(fastestTemporaryFolder({ TMPDIR: '/mine' }, 'linux')).toBe(tmpdir())
    expect(['/dev/shm', tmpdir()]).toContain(fastestTemporaryFolder({}, 'linux'))
  })
})

describe('how a person stops a program', () => {
  test.each([
    ['linux', 'SIGTERM', 'SIGBREAK'],
    ['darwin', 'SIGTERM', 'SIGBREAK'],
    ['win32', 'SIGBREAK', 'SIGTERM'],
  ] as const)('on %s by %s and not by %s: once, and it can be forgotten', (system, by, other) => {
    let stops = 0
    const listening = () => [by, other, 'SIGINT'].map((signal) => process.listenerCount(signal))
    const before = listening()
    const forget = onStop(() => (stops += 1), system)
    expect(listening().map((count, nth) => count - Number(before[nth]))).toEqual([1, 0, 1])
    process.emit(by)
    process.emit(by)
    expect([stops, listening()]).toEqual([1, before])
    forget()
  })
})

describe('how a program is ended', () => {
  const running = { pid: 77, exitCode: null, signalCode: null }
  const ended = { pid: 77, exitCode: 0, signalCode: null }

  function actsOf(act: (by: NonNullable<Parameters<typeof endProgram>[2]>['by']) => void) {
    const acts: unknown[][] = []
    act({
      kill: (...given) => void acts.push(['kill', ...given]),
      run: (...given) => void acts.push(['run', ...given]),
    })
    return acts
  }

  test('by a signal, and its group by one to the group, even when its leader has ended', () => {
    const acts = actsOf((by) => {
      endProgram(running, 'ask', { system: 'linux', by })
      endProgram(running, 'force', { system: 'darwin', group: true, by })
      endProgram(ended, 'force', { system: 'linux', group: true, by })
      endProgram(ended, 'force', { system: 'linux', by })
    })
    expect(acts).toEqual([
      ['kill', 77, 'SIGTERM'],
      ['kill', -77, 'SIGKILL'],
      ['kill', -77, 'SIGKILL'],
    ])
  })

  test('on Windows by taskkill with all below it, and never by a number that may be another’s', () => {
    const acts = actsOf((by) => {
      endProgram(running, 'ask', { system: 'win32', group: true, by })
      endProgram(ended, 'force', { system: 'win32', group: true, by })
    })
    expect(acts).toEqual([['run', 'taskkill', ['/pid', '77', '/t', '/f']]])
  })

  test('one that is gone already is no error', () => {
    const by = {
      kill: () => {
        throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' })
      },
      run: () => {},
    }
    endProgram(running, 'force', { system: 'linux', by })
    expect(() =>
      endProgram(running, 'force', {
        system: 'linux',
        by: {
          ...by,
          kill: () => {
            throw new Error('kill EPERM')
          },
        },
      }),
    ).toThrow('EPERM')
  })

  test('on this system: the program, and what it has started', async () => {
    const child = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' })
      console.log('started'); setInterval(() => {}, 1000)`
    const program = startProgram([process.execPath, '-e', child], process.env)
    const closed = new Promise((resolve) => program.once('close', resolve))
    await new Promise((resolve) => program.stdout.once('data', resolve))
    endProgram(program, 'ask', { group: true })
    // Closed only when nobody holds its output any more, and the second program does.
    await closed
    expect(program.exitCode ?? program.signalCode).not.toBeNull()
  })
})

test('a line is one of the system’s own shell', async () => {
  const line = startLine('echo one&& echo two', process.env)
  let said = ''
  line.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  await new Promise((resolve) => line.once('close', resolve))
  expect(said.split(/\s+/)).toEqual(['one', 'two', ''])
})
