// Tools of the simulator, off unless somebody asks for them.
import { option, yesOrNo } from './option.ts'

export const TOOLS = {
  headerFaults: option({
    schema: yesOrNo,
    default: false,
    basis: 'own',
    other: '`true`',
    why: 'A request may ask for faults of its own by the header `alipay-sim-fault` ([control-api.md](control-api.md#faults)); without leave the header is what it is to the real gateway, nothing',
  }),
  amountTriggers: option({
    schema: yesOrNo,
    default: false,
    basis: 'own',
    other: '`true`',
    why: 'Amounts of 1900.00 to 1907.99 yuan decide what the buyer does ([triggers.md](triggers.md)). Off, because a real shop may well sell for such a price; the conformance suite switches it off',
  }),
}
