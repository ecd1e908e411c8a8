// Wrong command lines where the language is Chinese: the message is, too, with every name and value.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from '../run.fixture.ts'
import { mistake } from './chinese.ts'

const env = { LANG: 'zh_CN.UTF-8', ALIPAY_SIM_URL: 'http://127.0.0.1:1', ALIPAY_SIM_TOKEN: 't' }

/** Three English words in a row are a sentence that was not said in Chinese. */
const SENTENCE = /\b[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}\b/

test.each([
  ['byer list', "错误：没有命令 'byer'\n（是否想写 buyer？）\n"],
  ['buyer code --pay never', "错误：没有选项 '--pay'\n（是否想写 --pays？）\n"],
  ['clock advance', "错误：缺少参数 'duration'\n"],
  ['buyer code --pays', "错误：选项 '--pays <how>' 缺少值\n"],
  ['grade verify x', "错误：缺少必需的选项 '--issuer <key>'\n"],
  ['clock advance 1h 2h', '错误：参数过多：应有 1 个，实际 2 个：1h, 2h\n'],
  ['serve --port x', "错误：选项 '--port <number>' 的值 'x' 无效。请给出 0 至 65535 的数字。\n"],
  ['serve --clock-skew x', '请给出不超过一天的时长，例如 90s 或 -90s。\n'],
  ['serve --profile wild', '可选值：calm, mild, rough, magic-amounts。\n'],
  ['completion tcsh', "错误：参数 'shell' 的值 'tcsh' 无效。可选值：bash, zsh, fish。\n"],
  ['journal list --last x', '请给出整数，例如 200。\n'],
  ['init --lang cobol', '没有 "cobol"；可用的有 node, java, python, php, go, csharp, ruby。\n'],
  ['grade --again x', '请给出时长，例如 90s 或 5m。\n'],
  ['grade --scale 7', '请给出 0.01（一百倍速）至 1 的数字。\n'],
  ['grade --port x', '请给出 0（任选空闲端口）至 65535 的端口。\n'],
  [['grade', '--run-by', ''], '请给出 1 至 80 个字符的一行文本。\n'],
  ['grade adapter-check --scale 7', '请给出 0.01 至 1 的数字。\n'],
  ['scenario run x --scale 7', '请给出大于 0 且不超过 1 的数字。\n'],
  ['fault add unknwn', 'alipay-sim: fault：没有故障 "unknwn"；是否想写 unknown？全部故障见 '],
  ['fault add F02 --op PAYY', '--op：没有接口 "PAYY"；是否想写 PAY？\n'],
  ['fault add F02 --set x', '--set 的写法是 name=value，而不是 "x"\n'],
  ['fault add F02 --amount lots', '--amount："lots" 无法识别；请写成例如 88.88\n'],
  ['fault explain', '请给出一次调用（例如 x12），或描述一次调用：--op PAY\n'],
  ['clock rate fast', 'rate："fast" 不是数字；请写成例如 60\n'],
  ['balance deposit 1 lots', 'yuan："lots" 不是金额；请写成例如 99.50\n'],
  ['grade', '请给出以下之一：-- 命令、--merchant <url>、--journal <file>\n'],
  ['grade --scenario S03x -- true', '--scenario：没有场景 S03x；是否想写 S03？\n'],
  ['grade --merchant http://x -- true', '--merchant <url> 是已在运行的商户：请去掉命令\n'],
  ['grade adapter-check', 'adapter-check：请给出 URL、映射文件，或 -- 命令\n'],
  ['scenario run pays-at-onse', '没有文件 pays-at-onse；是否想写 pays-at-once？\n'],
  ['scenario run pays-at-once', '请给出处理订单的商户：--merchant 文件|URL，或 -- 命令\n'],
  ['buyer list', 'http://127.0.0.1:1 没有服务器应答（bad port）；启动方法：alipay-sim serve\n'],
  ['buyer list --url x', '"x" 不是 URL；请写成例如 http://127.0.0.1:8600\n'],
  ['serve --control-token x', '控制令牌必须是 8 至 256 个字符，不含空格\n'],
])('%o ends with 2', async (line, message) => {
  const { code, err } = await runCli(line, { env })
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) })
  expect(err.replaceAll(/alipay-sim [a-z ]+/g, '')).not.toMatch(SENTENCE)
})

test('a folder without a server is told with the way to start one', async () => {
  const { err } = await runCli('buyer list --data /nowhere/at-all', { env: { LANG: 'zh' } })
  expect(err).toBe(
    'alipay-sim: 数据目录 /nowhere/at-all 没有运行中的服务器；启动方法：alipay-sim serve（或给出 --url）\n',
  )
})

test('an object without its verb shows the Chinese help', async () => {
  const { code, err } = await runCli('buyer', { env })
  expect(code).toBe(2)
  expect(err).toContain('用法: alipay-sim buyer [选项] [命令]')
})

test('every sentence that a command says of a value has its Chinese: what stands here has none', () => {
  const folder = join(import.meta.dirname, '..')
  const sentences = globSync('**/*.ts', { cwd: folder })
    .filter((file) => !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(join(folder, file), 'utf8').matchAll(
        /new InvalidArgumentError\(\s*(['`])(?<text>.+?)\1,?\s*\)/g,
      ),
    ])
    .map(({ groups }) => (groups?.['text'] ?? '').replaceAll(/\$\{.*?\}/g, '1'))
  expect(sentences.length).toBeGreaterThan(8)
  expect(sentences.filter((text) => !/\p{Script=Han}/u.test(mistake(text)))).toEqual([])
})
