// The data folder: who may read it, what stands in its way, whose it is, and what is damaged in it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, test } from 'vitest'
import { fileFailure } from '../file-failure.ts'
import { runCli, serve } from '../run.fixture.ts'
import { alterDatabase, keepDataFolders } from './data-folder.fixture.ts'

const root = join(import.meta.dirname, '..', '..')
const { newFolder, usedFolder } = keepDataFolders()

const modeOf = (...path: string[]) => statSync(join(...path)).mode & 0o777

function modes(dir: string): Record<string, number> {
  const names = readdirSync(dir, { recursive: true }).map(String)
  return Object.fromEntries(['.', ...names].map((name) => [name, modeOf(dir, name)]))
}

/** Everything is its owner's alone: folders 0700, files 0600. */
function expectPrivate(dir: string): void {
  const found = modes(dir)
  expect(Object.keys(found)).toEqual(expect.arrayContaining(['token', 'default.sqlite', 'keys']))
  const wanted = Object.keys(found).map((name) => [
    name,
    statSync(join(dir, name)).isDirectory() ? 0o700 : 0o600,
  ])
  expect(found).toEqual(Object.fromEntries(wanted))
}

describe.skipIf(process.platform === 'win32')('who may read it', () => {
  test('its owner alone, while the server runs, whatever the umask', async () => {
    const data = newFolder()
    const line = `umask 0; exec '${process.execPath}' cli/main.ts serve --port 0 --data '${data}'`
    const child = spawn('sh', ['-c', line], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    await once(createInterface(child.stdout), 'line')
    expect(Object.keys(modes(data))).toContain('default.sqlite-wal')
    expectPrivate(data)
    child.kill('SIGTERM')
    await once(child, 'exit')
  })

  test('a folder that an earlier version left open is closed', async () => {
    const data = await usedFolder()
    for (const name of Object.keys(modes(data))) {
      chmodSync(join(data, name), statSync(join(data, name)).isDirectory() ? 0o755 : 0o644)
    }
    const { stop } = await serve(`--data ${data}`)
    expectPrivate(data)
    await stop()
  })

  test('what is somebody else’s keeps its mode, and so does the folder around it', async () => {
    const data = newFolder()
    mkdirSync(data, { mode: 0o755 })
    writeFileSync(join(data, 'notes.txt'), 'mine', { mode: 0o644 })
    chmodSync(join(data, 'notes.txt'), 0o644)
    const { stop } = await serve(`--data ${data}`)
    expect([modeOf(data), modeOf(data, 'notes.txt')]).toEqual([0o755, 0o644])
    expect([modeOf(data, 'default.sqlite'), modeOf(data, 'token')]).toEqual([0o600, 0o600])
    expect(modeOf(data, 'keys')).toBe(0o700)
    await stop()
  })
})

describe('what stands in its way is said in one line', () => {
  test.each<[string, (data: string) => void, RegExp]>([
    [
      'the token is a folder',
      (data) => {
        rmSync(join(data, 'token'))
        mkdirSync(join(data, 'token'))
      },
      /data-\d+\/token is a folder and should be a file: move it away/,
    ],
    [
      'keys is a file',
      (data) => {
        rmSync(join(data, 'keys'), { recursive: true })
        writeFileSync(join(data, 'keys'), '')
      },
      /data-\d+\/keys.* cannot be a folder, for a file is in the way: move that away/,
    ],
    [
      'server.json is a folder',
      (data) => mkdirSync(join(data, 'server.json')),
      /data-\d+\/server\.json is a folder and should be a file/,
    ],
    [
      'a database is a folder',
      (data) => mkdirSync(join(data, 'job.sqlite')),
      /data-\d+\/job\.sqlite is a folder and should be a file/,
    ],
  ])('%s', async (_situation, spoil, says) => {
    const data = await usedFolder()
    spoil(data)
    const { code, out, err } = await runCli(`serve --port 0 --data ${data}`)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(says)
    expect(err).toMatch(/^alipay-sim: [^\n]+\n$/)
  })

  // Root may do everything.
  test.skipIf(process.getuid?.() === 0)('a token without rights', async () => {
    const data = await usedFolder()
    chmodSync(join(data, 'token'), 0)
    chmodSync(data, 0o500)
    const { code, err } = await runCli(`serve --port 0 --data ${data}`)
    chmodSync(data, 0o700)
    expect(code).toBe(2)
    expect(err).toMatch(/^alipay-sim: this user may not use \S+: give them rights [^\n]+\n$/)
  })

  test.each([
    ['EACCES', /^this user may not use .*x\/token: give them rights to it/],
    ['ENOSPC', /^there is no space left for .*x\/token: make room/],
    ['EROFS', /x\/token is on a disk that is read only: choose another folder/],
    ['EIO', /^cannot use x\/token: EIO: what the system says/],
  ])('%s', (code, says) => {
    const error = Object.assign(new Error(`${code}: what the system says`), { code })
    expect(fileFailure('x/token', error).message).toMatch(says)
  })
})

describe('whose it is', () => {
  const portOf = (text: string) => Number(/gateway +http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1])

  test('a server that was killed has no folder, though another one has its port', async () => {
    const data = newFolder()
    const killed = await serve(`--data ${data}`)
    const port = portOf(killed.text)
    const left = readFileSync(join(data, 'server.json'), 'utf8')
    await killed.stop()
    writeFileSync(join(data, 'server.json'), left)
    const another = await serve(`--port ${port} --data ${newFolder()}`)
    const command = await runCli(`clock show --data ${data}`)
    expect(command).toMatchObject({
      code: 2,
      err: expect.stringContaining('is another server now'),
    })
    const again = await serve(`--data ${data}`)
    expect(portOf(again.text)).not.toBe(port)
    // The folder is held now, and by the one that says so.
    const third = await runCli(`serve --port 0 --data ${data}`)
    expect(third.err).toContain(`in use by the server at http://127.0.0.1:${portOf(again.text)}`)
    await again.stop()
    await another.stop()
  })

  test('the file of an earlier version, which names no instance, is no obstacle either', async () => {
    const data = await usedFolder()
    const another = await serve(`--data ${newFolder()}`)
    const url = `http://127.0.0.1:${portOf(another.text)}`
    const file = { url, gateway: `${url}/gateway.do`, token: 'an-old-token', pid: 1 }
    writeFileSync(join(data, 'server.json'), JSON.stringify(file))
    expect(await (await serve(`--data ${data}`)).stop()).toBe(0)
    await another.stop()
  })
})

describe('what is damaged in it', () => {
  test('a file that is no database is named, with what can be done', async () => {
    const data = await usedFolder()
    const file = join(data, 'default.sqlite')
    writeFileSync(file, 'x'.repeat(8_192))
    const { code, err } = await runCli(`serve --port 0 --data ${data}`)
    expect(code).toBe(2)
    expect(err).toMatch(/^alipay-sim: [^\n]+\n$/)
    expect(err).toContain(`${file} is damaged: stop the server, then put a copy of it back`)
    expect(err).toContain(`sqlite3 ${file} .recover`)
  })

  test('a page that is overwritten is named', async () => {
    const data = await usedFolder()
    const file = join(data, 'default.sqlite')
    const bytes = readFileSync(file)
    bytes.fill(0xff, 4_096, bytes.length)
    writeFileSync(file, bytes)
    const { code, err } = await runCli(`serve --port 0 --data ${data}`)
    expect(code).toBe(2)
    expect(err).toContain(`${file} is damaged`)
  })

  test('a record that nobody of ours has written is named', async () => {
    const data = await usedFolder()
    const file = join(data, 'default.sqlite')
    alterDatabase(file, "update settings set record = '{'")
    const { code, err } = await runCli(`serve --port 0 --data ${data}`)
    expect(code).toBe(2)
    expect(err).toContain(`${file} holds what this program has not written`)
    expect(err).toContain('put a copy of it back')
  })

  test('a copied database has the apps of its original, and that is said', async () => {
    const data = await usedFolder()
    copyFileSync(join(data, 'default.sqlite'), join(data, 'copy.sqlite'))
    const { end } = await serve(`--data ${data}`)
    const { code, err } = await end()
    expect(code).toBe(0)
    const [copy, first] = ['copy', 'default'].map((name) => join(data, `${name}.sqlite`))
    expect(err).toMatch(/^alipay-sim: [^\n]+\n$/)
    expect(err).toContain(`${copy} has the app`)
    expect(err).toContain(`calls of it reach ${first} alone; move one of the two out of the folder`)
  })
})

describe('the token', () => {
  const readyOf = async (line: string, env: Record<string, string> = {}) => {
    const { text, end } = await serve(`--json ${line}`, env)
    const { err } = await end()
    return { ready: JSON.parse(text) as { token?: string; token_file?: string }, text: text + err }
  }

  test('is named by its file, for the line ends in logs', async () => {
    const data = newFolder()
    const { ready, text } = await readyOf(`--data ${data}`)
    expect(ready.token_file).toBe(join(data, 'token'))
    const token = readFileSync(join(data, 'token'), 'utf8').trim()
    expect(text).not.toContain(token)
    expect((await readyOf(`--data ${data} --print-token`)).ready.token).toBe(token)
  })

  test('is printed where nothing else tells it', async () => {
    const { ready } = await readyOf('--ephemeral')
    expect(ready.token).toMatch(/^[\w-]{32}$/)
  })

  test.each(['--ephemeral', `--data ${newFolder()}`])(
    'that was given is not said: %s',
    async (line) => {
      const mine = { ALIPAY_SIM_TOKEN: 'a-token-of-my-own' }
      const { ready, text } = await readyOf(line, mine)
      expect(ready).not.toHaveProperty('token_file')
      expect(text).not.toContain(mine.ALIPAY_SIM_TOKEN)
      const { text: card, stop } = await serve(line, mine)
      await stop()
      expect(card).not.toContain(mine.ALIPAY_SIM_TOKEN)
      expect(card).toContain('token as given')
    },
  )
})
