import { describe, expect, it } from 'vitest'
import { normal } from '#shared/psa/normal.ts'

describe('the normal form', () => {
  it.each([
    ['email', ' MARA@Contoso.Example', 'mara@contoso.example', true],
    ['phone', '+1 (555) 0100-142 ', '+1 555 0100 142', true],
    ['phone', '0049 30 1234', '+49 30 1234', true],
    ['mobile', '657.325.3258 x330', '(657) 325-3258 ext. 330', true],
    ['mobile', '+1 555 0100 142', '+1 555 0100 143', false],
    ['phone', '555 0100 142', '+1 555 0100 142', false],
    ['phone', 'ask reception', 'see notes', false],
    ['name', 'Zoë  Ångström ', 'Zoe\u0308 A\u030angstro\u0308m', true],
    ['name', 'mara', 'Mara', false],
    ['title', 'Practice\u00a0manager', 'Practice manager', true],
    // Joined by small letters alone, and a number that begins with 00 once its blanks are gone.
    ['email', 'J\u030cana@contoso.example', 'ǰana@contoso.example', true],
    ['phone', '0 049 30 1234', '+49 30 1234', true],
  ] as const)('of %s: %j and %j', (field, one, other, isSame) => {
    expect(normal(field, one) === normal(field, other)).toBe(isSame)
    expect(normal(field, normal(field, one))).toBe(normal(field, one))
  })
})
