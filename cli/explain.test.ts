import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { commonParams, signed } from '../server/testing/shop.fixture.ts'
import { openServer, runCli, runProgram } from './run.fixture.ts'
import { scratchFolder } from '../server/testing/scratch.fixture.ts'

const scratch = scratchFolder(afterAll)
const { app, sim, url, sandbox } = await openServer(afterAll)

async function refusedForm(): Promise<string> {
  const params = commonParams(app, 'alipay.trade.query', { out_trade_no: 'order-1' })
  const { sign = '' } = signed(app, params)
  const body = new URLSearchParams({ ...params, format: 'json', sign })
  await fetch(`${url}/gateway.do`, { method: 'POST', body })
  return body.toString()
}

test('a refused request is explained by its exchange, by its text, and in the journal', async () => {
  const form = await refusedForm()
  const { out, code } = await sim('explain x1')
  expect(code).toBe(0)
  expect(out).toContain('format-value: the signed text spells format otherwise')
  expect(out).toMatch(/they part at character \d+:/)
  const file = join(scratch, 'request.txt')
  writeFileSync(file, form)
  expect((await sim(`explain ${file}`)).out).toBe(out)
  expect((await sim('journal show x1')).out).toContain('format-value')
})

test('what cannot be read or explained is said in one line', async () => {
  expect(await sim(`explain ${join(scratch, 'none')}`)).toMatchObject({
    code: 2,
    err: expect.stringContaining('cannot read'),
  })
  expect(await sim('explain x999')).toMatchObject({
    code: 1,
    err: expect.stringContaining('there is no x999'),
  })
})

test('init writes every key format and a program for each language', async () => {
  const dir = join(scratch, 'all')
  expect(await sim(`init ${dir}`)).toMatchObject({ code: 0, err: '' })
  const files = readdirSync(dir)
  expect(files).toEqual(
    expect.arrayContaining([
      'alipay-public-key.pem',
      'alipay-public-key.txt',
      'app-private-key.pkcs1.pem',
      'app-private-key.pkcs1.txt',
      'app-private-key.pkcs8.pem',
      'app-private-key.pkcs8.txt',
      'CSharpSnippet.cs',
      'JavaSnippet.java',
      'go-snippet.go',
      'node-snippet.mjs',
      'php-snippet.php',
      'python_snippet.py',
      'ruby_snippet.rb',
    ]),
  )
  for (const file of files.filter((name) => /snippet/i.test(name))) {
    const text = readFileSync(join(dir, file), 'utf8')
    expect(text).toContain(app.appId)
    expect(text).toContain(`${url}/gateway.do`)
    // Every key a program reads lies beside it.
    const named = text.match(/[a-z-]+key[\w.]*\.(pem|txt)/g) ?? []
    expect(files).toEqual(expect.arrayContaining([...new Set(named)]))
  }
})

test('init writes the languages asked for, and refuses one it does not know', async () => {
  const dir = join(scratch, 'some')
  await sim(`init --lang java,go ${dir}`)
  const snippets = readdirSync(dir).filter((name) => /snippet/i.test(name))
  expect(snippets.toSorted()).toEqual(['JavaSnippet.java', 'go-snippet.go'])
  expect(await sim(`init --lang cobol ${dir}`)).toMatchObject({ code: 2 })
})

test('an app with certificates gets programs of certificate mode too, and the one for Node runs', async () => {
  const dir = join(scratch, 'certified')
  const { certificates } = await sandbox.apps.certify(app.appId)
  await sim(`init ${dir}`)
  const files = readdirSync(dir)
  const certified = files.filter((name) => /cert_?-?snippet/i.test(name))
  expect(certified).toHaveLength(7)
  for (const file of certified) {
    const text = readFileSync(join(dir, file), 'utf8')
    expect(text).toContain(app.appId)
    expect(text).toContain(`${url}/gateway.do`)
    const named = text.match(/[\w-]+(?:\.[\w-]+)*\.(pem|txt|crt)/g) ?? []
    expect(files).toEqual(expect.arrayContaining([...new Set(named)]))
  }
  const ruby = readFileSync(join(dir, 'ruby_cert_snippet.rb'), 'utf8')
  expect(ruby).toContain(certificates?.appCertSn)
  expect(ruby).toContain(certificates?.alipayRootCertSn)

  const printed = await runProgram(dir, 'node-cert-snippet.mjs')
  expect(printed).toContain(`${certificates?.appCertSn} ${certificates?.alipayRootCertSn}`)
  expect(printed).toContain("code: '10000'")
})

test('the program for Node runs as it is', async () => {
  const dir = join(scratch, 'node')
  await sim(`init --lang node ${dir}`)
  expect(await runProgram(dir, 'node-snippet.mjs')).toContain("code: '10000'")
})

test('a rule is explained without a server: text, source, wrong and right code, scenarios', async () => {
  const { code, out } = await runCli('explain EXC-05')
  expect(code).toBe(0)
  expect(out).toMatch(/^EXC-05 {2}critical {2}Refund exception: identical parameters/)
  expect(out).toMatch(/^source +000:L19; 004:L39-41; judged by the gateway's traffic$/m)
  expect(out).toMatch(/^000:L19 +REFUND: repeat with the same parameters/m)
  expect(out).toContain('    refundRequestNo: (refund) => refund.outRequestNo,')
  expect(out).toMatch(/alipay-sim grade --scenario S\d+/)
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(120)
  const chinese = await runCli('explain exc-05', { env: { LANG: 'zh_CN.UTF-8' } })
  expect(chinese.out).toMatch(/^EXC-05 {2}关键 {2}退款异常同参重试/)
  expect(JSON.parse((await runCli('explain EXC-05 --json')).out)).toMatchObject({ id: 'EXC-05' })
})

test('a rule that there is not is told with the nearest one', async () => {
  expect(await runCli('explain EXC-50')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/there is no rule EXC-50; did you mean EXC-\d+\?/),
  })
})
