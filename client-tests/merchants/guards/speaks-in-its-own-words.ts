import { guard } from './guard.ts'

export default guard({
  name: 'speaks-in-its-own-words',
  style: 'The screen says in words of its own that a cancel is open and the money may come back.',
  bend: {
    promptText: (text, prompt) =>
      prompt === 'CANCEL_PENDING' ? '撤销中：若已扣款将原路返回，请告知顾客' : text,
  },
  capabilities: {},
  mayWarn: [],
})
