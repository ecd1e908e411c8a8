import { guard } from './guard.ts'

export default guard({
  name: 'over-rest-v3',
  style:
    'Speaks openapi v3: JSON, the signature in the Authorization header, refusals as HTTP errors.',
  bend: { protocol: 'v3' },
  capabilities: {},
  mayWarn: [],
})
