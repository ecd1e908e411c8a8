// How Windows starts a program by its words, shown on any system.
import { expect, test } from 'vitest'
import { launchOf } from './windows-launch.ts'

const env = {
  Path: String.raw`C:\Windows\System32;C:\Program Files\nodejs`,
  PATHEXT: '.COM;.EXE;.BAT;.CMD',
  ComSpec: String.raw`C:\Windows\System32\cmd.exe`,
}

const onWindows = (words: string[], ...files: string[]) =>
  launchOf(words, 'win32', env, (path) => files.includes(path))

const NPM = String.raw`C:\Program Files\nodejs\npm.cmd`

test('elsewhere the words are the program', () => {
  expect(launchOf(['npm', 'test'], 'darwin', env, () => true)).toEqual({
    file: 'npm',
    args: ['test'],
    options: {},
  })
})

test('npm is a .cmd there, which cmd.exe runs, the blank in its path and all', () => {
  expect(onWindows(['npm', 'run', 'e2e'], NPM)).toEqual({
    file: env.ComSpec,
    args: ['/d', '/s', '/c', String.raw`"C:\Program^ Files\nodejs\npm.cmd ^"run^" ^"e2e^""`],
    options: { windowsHide: true, windowsVerbatimArguments: true },
  })
})

test('an .exe is started as it is: earlier on the path, or with its ending', () => {
  const java = String.raw`C:\Windows\System32\java.exe`
  const plain = { windowsHide: true }
  expect(onWindows(['java', '-jar', 'shop.jar'], java, NPM)).toEqual({
    file: 'java',
    args: ['-jar', 'shop.jar'],
    options: plain,
  })
  const node = String.raw`D:\node.exe`
  expect(onWindows([node, 'shop.js'], node)).toMatchObject({ file: node, options: plain })
})

test('a program that is nowhere is left to the system, which says so', () => {
  expect(onWindows(['nobody', 'x'])).toMatchObject({ file: 'nobody', args: ['x'] })
})

test('quotes, percent signs and backslashes reach the program as they were written', () => {
  const [, , , line] = onWindows(['npm', String.raw`a "b" %PATH% c\ `, String.raw`d\"`], NPM).args
  expect(line).toBe(
    String.raw`"C:\Program^ Files\nodejs\npm.cmd ^"a^ \^"b\^"^ ^%PATH^%^ c\^ ^" ^"d\\\^"^""`,
  )
})

test('what a package installs hands its words to a second line, so they are quoted for two', () => {
  const vitest = String.raw`node_modules\.bin\vitest.cmd`
  const [, , , line] = onWindows([String.raw`node_modules\.bin\vitest`, 'a&b'], vitest).args
  expect(line).toBe(String.raw`"node_modules\.bin\vitest.cmd ^^^"a^^^&b^^^""`)
})
