import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPassword, createPassphrase, passphraseBits } from '../../../shared/actions/passphrase.ts'
import { words } from '../../../shared/actions/words.ts'

/** A port that hands out drawn numbers, then counts on. */
function drawn(numbers: number[]) {
  let next = 0
  return (below: number) => {
    const number = numbers[next] ?? next * 7919
    next += 1
    return number % below
  }
}
const numbers = fc.array(fc.nat({ max: 2 ** 31 }), { minLength: 8, maxLength: 8 })

describe('passphrases', () => {
  it('are hard to guess even for someone who knows the list', () => {
    expect(words.length).toBeGreaterThanOrEqual(512)
    expect(passphraseBits).toBeGreaterThanOrEqual(50)
  })

  it('draw every word and every digit with the same chance', () => {
    const asked: number[] = []
    createPassphrase((below) => asked.push(below) * 0, 'mara@contoso.example')
    expect(2 ** (asked.reduce((bits, below) => bits + Math.log2(below), 0) - passphraseBits)).toBeCloseTo(1)
  })

  it('always satisfy Entra, whoever they are for', () => {
    const upn = fc.oneof(
      fc.emailAddress(),
      fc.constantFrom(...words).map((word) => `${word}@contoso.example`),
      fc.constantFrom('123@x.example', 'a@x.example', 'no-at-sign', '@x.example'),
    )
    fc.assert(
      fc.property(numbers, upn, (draw, userPrincipalName) => {
        const phrase = createPassphrase(drawn(draw), userPrincipalName)
        expect(checkPassword(phrase, userPrincipalName)).toBe(true)
        expect(phrase).toMatch(/^[A-Z][a-z]+(-[a-z]+){3}-\d{4}$/)
      }),
    )
  })

  it('draw again when the user’s name turns up', () => {
    const index = words.indexOf('maple')
    const draw = [index, 0, 1, 2, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4]
    expect(createPassphrase(drawn(draw), 'Maple@contoso.example').toLowerCase()).not.toContain('maple')
    expect(createPassphrase(drawn(draw), 'mara@contoso.example').toLowerCase()).toContain('maple')
  })
})

describe('the list of words', () => {
  it('holds plain words once each', () => {
    expect(new Set(words).size).toBe(words.length)
    expect(words.filter((word) => !/^[a-z]{4,9}$/.test(word))).toEqual([])
  })

  it('holds no two words that one ear takes for the other by a doubled letter or a plural', () => {
    const sound = (word: string) => word.replace(/(.)\1/g, '$1').replace(/s$/, '')
    const byEar = Map.groupBy(words, sound)
    expect([...byEar.values()].filter((alike) => alike.length > 1)).toEqual([])
  })
})

describe('a typed password', () => {
  const upn = 'mara.ellingsworth@contoso.example'
  it.each([
    ['Sunny-Day-7', true],
    ['lowerUPPER99', true],
    [' blank at the Start1', true],
    [`${'a'.repeat(253)}B1!`, true],
    ['', /Type/],
    ['Sh0rt!x', /too short/],
    [`${'a'.repeat(254)}B1!`, /too long/],
    ['onlyletters', /three/],
    ['onlyletters99', /three/],
    ['Mara.Ellingsworth-1', /name/],
    ['xxMARA.ELLINGSWORTH1', /name/],
    ['Grüße-an-alle-1', /ordinary/],
    ['Tab\there-123A', /ordinary/],
  ])('%j: %s', (password, expected) => {
    const answer = checkPassword(password, upn)
    if (expected === true) expect(answer).toBe(true)
    else expect(answer).toMatch(expected as RegExp)
  })

  it('may hold a name of two letters, which is in every other word', () => {
    expect(checkPassword('Bobsleigh-1', 'bo@contoso.example')).toBe(true)
  })
})
