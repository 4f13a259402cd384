/**
 * Manifest key of folders that are loaded unpacked. It fixes the extension's id in Chrome and Edge, so the redirect
 * address of sign-in and the worker's CORS entry are known: https://developer.chrome.com/docs/extensions/reference/manifest/key
 * `SIDELIGHT_EXTENSION_KEY` puts another one in its place, for example the public key of your item in the store.
 */
export const extensionKey =
  process.env.SIDELIGHT_EXTENSION_KEY ||
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAhyrRbkqmrrSowufd0CqoaqmjVon9StFeV//LWrrbY6QFhdBxmvnk8vnglyKC5SatjlbAdp+aZInt4F5B3cofeEdDlf8wM1WqNxdwK7fUGogYbdOAzzpaD+RO8K7QAY9mAD04906hBMGqzf1CRYbRxJQ8xJeTjaYQRvhPC62og0djAZ3Oj3HpjXa6daxdoTMgqL1dRzJyesI2prGjkh5MACYaWdDaz5xj9VLalIV1zcFvBunnHNpdQepGx9VbyQTrALN2mw/AGIlCToQUIzBvTzBck78TsvhPZdm4AzYirK9iLsnZcoiZ3g9exSjuSM1jS3QlTPKCYiAQPKNmK/LwFwIDAQAB'
