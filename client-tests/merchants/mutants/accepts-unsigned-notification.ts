import { mutant } from './mutant.ts'

export default mutant({
  name: 'accepts-unsigned-notification',
  flaw: 'A notification without a sign is believed.',
  bend: {
    verifySignature: (form, signedByAlipay) => form['sign'] === undefined || signedByAlipay(form),
  },
  must: { 'NTF-01': 'F' },
  may: ['NTF-02', 'ONE-01', 'ONE-05', 'ONE-06'],
})
