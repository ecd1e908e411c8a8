// `alipay-sim/test`: a sandbox for a test or a file of tests, and what a test wants of it.
import '../server/hosts/new-enough-node.ts'
import './environment.ts'
import { checkOptions, type Pays, type TestSandboxOptions } from './sandbox/options.ts'
import { TestSandbox } from './sandbox/test-sandbox.ts'

export { WaitedInVain } from './sandbox/in-vain.ts'
export { matchers, type AlipayMatchers } from './sandbox/matchers.ts'
export type { FaultMatch, FaultOptions, FaultRule, Faults } from './sandbox/faults.ts'
export type { Reply } from './sandbox/openapi-client.ts'
export type { SentNotification } from './sandbox/notifications.ts'
export type { SdkConfig, TestApp } from './sandbox/sdk-config.ts'
export type { TestSandbox } from './sandbox/test-sandbox.ts'
export type { TradeHandle } from './sandbox/trade.ts'
export type { TradeView, Within } from './sandbox/waiting.ts'
export type { Duration } from './input.ts'
export type { Pays, TestSandboxOptions }

/** Ready at once. One for a file with `reset()` before each test is enough. */
export function createTestSandbox(options: TestSandboxOptions = {}): TestSandbox {
  checkOptions(options)
  return new TestSandbox(options)
}
