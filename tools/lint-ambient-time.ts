// A lint rule of our own, because the built-in ones cannot tell `new Date()` from `new Date(ms)`:
// reading the clock is ambient time, converting a given instant is not.

interface Call {
  arguments: unknown[]
  callee: { type: string; name?: string }
}

interface RuleContext {
  report(problem: { node: Call; message: string }): void
}

const isDate = (call: Call): boolean =>
  call.callee.type === 'Identifier' && call.callee.name === 'Date'

const noArglessDate = {
  create(context: RuleContext) {
    const message = 'Time is an argument: take `now` instead of reading the clock here.'
    return {
      NewExpression(node: Call): void {
        if (isDate(node) && node.arguments.length === 0) context.report({ node, message })
      },
      CallExpression(node: Call): void {
        if (isDate(node)) context.report({ node, message })
      },
    }
  },
}

export default { meta: { name: 'ambient' }, rules: { 'no-argless-date': noArglessDate } }
