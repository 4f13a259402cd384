import { describe, expect, it } from 'vitest'
import { aboutPerson } from '../../../extension/account.ts'
import { meaningOf } from '../../../extension/panel/person/meaning.ts'
import { viewOf } from '../views.ts'

describe('what an account’s state means', () => {
  it.each([
    [{}, 'The account is on.'],
    [{ accountEnabled: false }, 'Microsoft refuses every sign-in.'],
    [{ deletedAt: '2026-11-20T08:00:00Z' }, 'for 30 days'],
    [{ userType: 'Guest' as const }, 'account of another organisation'],
    [{ onPremisesSyncEnabled: true }, 'changed there'],
    [{ isResourceAccount: true }, 'no person signs in with it'],
  ])('is said in a sentence: %o', (person, words) => {
    expect(meaningOf(viewOf(person)).join(' ')).toContain(words)
  })

  it('keeps a title with a direction override from turning the organisation round', () => {
    const about = aboutPerson(viewOf({ jobTitle: '\u202eevil' }), 'Contoso Dental')
    expect(about).toBe('\u2068evil\u2069 · Contoso Dental')
  })
})
