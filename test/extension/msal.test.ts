import { describe, expect, it } from 'vitest'
import { withoutSecure } from '../../extension/msal.ts'

describe('the cookie of MSAL’s cache key', () => {
  it('loses Secure, which Chromium drops on extension pages, and stays on this origin', () => {
    const written = 'msal.cache.encryption=%7B%22id%22%3A1%7D;path=/;SameSite=None;Secure;'
    expect(withoutSecure(written)).toBe('msal.cache.encryption=%7B%22id%22%3A1%7D;path=/;SameSite=Strict;')
  })
})
