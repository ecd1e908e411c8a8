// Thirty sales at once over a line that jitters: no merchant who does it right may look wrong for that.
import { readScenario } from '../scenario/read.ts'
import type { Scenario, ScenarioFile } from '../scenario/scenario.ts'

const jitter = { fault: 'F06', options: { delayMs: 0, jitterMs: 50 } }

const scenario = {
  id: 'LOAD',
  name: 'thirty-sales-at-once',
  teaches: 'Thirty sales side by side, with 50 ms of jitter, are thirty sales.',
  wallet: 'each',
  sales: [
    { kind: 'barcode', times: 10, buyer: 'at-once', faults: [jitter] },
    { kind: 'barcode', times: 10, buyer: 'after-password=12s', faults: [jitter] },
    { kind: 'barcode', times: 3, buyer: 'never', faults: [jitter] },
    {
      kind: 'barcode',
      times: 2,
      buyer: 'at-once',
      faults: [jitter, { fault: 'F02', op: 'PAY', count: 1 }],
    },
    {
      kind: 'qr',
      times: 5,
      expires: '60s',
      faults: [jitter],
      moves: [{ do: 'scan', buyer: 'at-once', once: 'qr', after: '2s' }],
    },
  ],
  expect: ['the sale is paid once'],
  wall: '3m',
} satisfies ScenarioFile

export const UNDER_LOAD: Scenario = read(scenario)

function read(file: ScenarioFile): Scenario {
  const loaded = readScenario(file)
  if ('scenario' in loaded) return loaded.scenario
  throw new Error(JSON.stringify(loaded.mistakes))
}
