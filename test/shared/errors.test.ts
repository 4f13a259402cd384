import { describe, expect, it } from 'vitest'
import { errors, isErrorCode } from '../../shared/errors.ts'

describe('error codes', () => {
  it('are those of the table, and nothing that every object has', () => {
    expect(Object.keys(errors).every(isErrorCode)).toBe(true)
    for (const other of [
      'toString',
      'constructor',
      '__proto__',
      'hasOwnProperty',
      '',
      'internal ',
      1,
      null,
    ]) {
      expect([other, isErrorCode(other)]).toEqual([other, false])
    }
  })
})
