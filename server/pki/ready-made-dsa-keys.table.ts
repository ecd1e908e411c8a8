// Ready-made DSA keys for the old gateway (mapi): one domain of 1024 and 160 bits, and a few private numbers in it.
// They are published here and protect nothing but play money, like the RSA keys beside them.

/** p, q and g, hexadecimal: what all keys have in common. */
export const DSA_DOMAIN = {
  p:
    'be1e43ec9e2ecca9cb22effca17e9983cac87cd683cfd3ccbe4dfed35f38378a50294abbeed56686' +
    '6a258a1db84f3af03fcf1b6f2b817ae07630f753d47ef48dbee835f9ea96c5650cadec19e3f194f8' +
    '261ab873a2ef6137eeaeb0bb107857d7de8ddb9bde3a91ba6e98c4e6da9ddc67aff77e24122a593e' +
    'e567e705dbbe1a33',
  q: '9912db66aa414d93f97adf73cb009bd8d772fd51',
  g:
    'b8ca81beb0b04dca4d2405b944803ec078ec60effc1910eb753d73f59327fe8213faa5647f11f9ac' +
    '4b2d30ba120229dff9b637c0af998353c6d137c36c3dfc3c2d557693347836587594d247d89f9b75' +
    '3993c92d3d8ee15fcf3b24a2f5a443f7195d0cf718481544d72c5584f0c8843c3df0afa224480372' +
    'af11f7d25518f08d',
} as const

/** Private numbers of merchants, and of the gateway. */
export const DSA_KEYS = {
  app: ['7fda4dcfb951f041d7197e122b2c5904f2182872', '55612c503bf33e8914baa71a263168c2904ddda1'],
  gateway: ['5c4c5b35784b8a2d74ee6a701ab1e3c5911d8a7d', '87b8ddac9c97cf1f63be69034bbe3acd02b37901'],
} as const
