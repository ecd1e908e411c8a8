// The JSON Schemas that the package exports: in step with what is read, each with its version in its name.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mappingJsonSchema } from './adapter/mapping/json-schema.ts'
import { readMapping } from './adapter/mapping/file.ts'
import { readReport, reportJsonSchema } from './reports/report-schema.ts'
import { scenarioJsonSchema } from './scenario/json-schema.ts'
import { readYaml } from './scenario/yaml.ts'
import { expectationsJsonSchema, readExpectations } from './verdicts/expectations.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

const SCHEMAS = {
  scenario: { of: scenarioJsonSchema, folder: 'scenario', verb: 'scenario schema' },
  mapping: { of: mappingJsonSchema, folder: 'adapter/mapping', verb: 'grade schema mapping' },
  expectations: {
    of: expectationsJsonSchema,
    folder: 'verdicts',
    verb: 'grade schema expectations',
  },
  report: { of: reportJsonSchema, folder: 'reports', verb: 'grade schema' },
}

describe.each(Object.entries(SCHEMAS))('of a %s', (kind, { of, folder, verb }) => {
  const file = `${kind}.schema.json`

  test('the published file is in step with the code', () => {
    const how = `run: npm run -s sim -- ${verb} > client-tests/${folder}/${file}`
    const schema: unknown = JSON.parse(JSON.stringify(of()))
    expect(JSON.parse(read(`${folder}/${file}`)), how).toEqual(schema)
  })

  test('its name carries the version', () => {
    expect(of()).toMatchObject({ $id: `urn:alipay-sim:${kind}:1`, $schema: expect.any(String) })
  })

  test('the package exports it, and the build puts it there', () => {
    const manifest: unknown = JSON.parse(read('../package.json'))
    expect(manifest).toHaveProperty(['exports', `./${file}`], `./dist/${file}`)
    expect(read('../tsdown.config.ts')).toContain(`client-tests/${folder}/${file}`)
  })
})

test('a mapping file is described field by field', () => {
  expect(mappingJsonSchema()).toMatchObject({
    additionalProperties: false,
    properties: {
      version: { const: 1 },
      amount_unit: { enum: ['fen', 'yuan'] },
      read_sale: { required: ['status', 'map'] },
    },
  })
})

describe('a file of a version that this program does not know', () => {
  const what = 'must be 1, the version that this alipay-sim reads'

  test('a scenario', () => {
    const text =
      'version: 2\nname: a\nteaches: b\ncalls: [{ do: next }]\nexpect: [no cancel was sent]\n'
    const remedy: unknown = expect.stringContaining(what)
    expect(readYaml(text)).toMatchObject({ mistakes: [{ line: 1, field: 'version', remedy }] })
    expect(readYaml(text.replace('2', '1'))).toMatchObject({ scenario: { name: 'a' } })
  })

  test('a mapping', () => {
    const text = 'version: 2\nstart_sale:\n  url: http://till/pay\n'
    expect(() => readMapping(text, 'shop.yaml')).toThrow(
      `shop.yaml:1: version ${what}; a file of a newer version needs a newer alipay-sim; it is 2`,
    )
    expect(readMapping(text.replace('2', '1'), 'shop.yaml').start_sale).toBeDefined()
  })

  test('known failures', () => {
    const text = 'version: 2\nexpected: []\n'
    const file = 'expected.yaml'
    expect(() => readExpectations(text, file, [])).toThrow(`${file}:1: version: ${what}`)
    expect(readExpectations(text.replace('2', '1'), file, [])).toEqual([])
  })

  test('a report', () => {
    expect(() => readReport('{"schemaVersion": 2}')).toThrow('schemaVersion: 2 is not 1')
  })
})
