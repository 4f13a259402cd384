import { afterEach, describe, expect, it } from 'vitest'
import { actions } from '#shared/actions/index.ts'
import { errors, errorText } from '#shared/errors.ts'
import { psas } from '#shared/psa/index.ts'
import { fieldLabels, organisationField, stateField } from '#shared/sync/contact-fields.ts'
import { buttonSaid, titleSaid } from '../../extension/action-said.ts'
import { ApiError } from '../../extension/api-error.ts'
import { declaredText } from '../../extension/declared-text.ts'
import { errorSaid, nextSaid } from '../../extension/error-said.ts'
import { contactFieldSaid, fieldsSaid } from '../../extension/fields-said.ts'
import { speak, speakEnglish } from './language.ts'

const german = `
error:
  psa:
    keyRefused:
      text: Das Ticketsystem hat den Schlüssel abgelehnt.
      next: Prüfen Sie den Schlüssel.
  extension:
    offline:
      text: Dieser Computer ist offline.
action:
  block_sign_in:
    title: Anmeldung sperren
`
const blockSignIn = actions.find(({ id }) => id === 'block-sign-in')
/** As a plan names them, which `Diff` shows by the same ids. */
const contactFields = [
  ...Object.entries(fieldLabels),
  ...[stateField, organisationField].map(({ field, label }) => [field, label] as const),
]
const refusal = (detail: string | null = null) =>
  ApiError.fromServer({
    error: {
      code: 'psa.keyRefused',
      text: errorText('psa.keyRefused', detail),
      detail,
      next: errors['psa.keyRefused'].next,
      retry: 'afterFix',
      requestId: 'r1',
      retryAfterSeconds: null,
      link: null,
    },
  })

afterEach(speakEnglish)

describe('a second language', () => {
  it('says an error and what mends it, and keeps what exactly happened', () => {
    speak(german)
    expect(refusal().text).toBe('Das Ticketsystem hat den Schlüssel abgelehnt.')
    expect(refusal().next).toBe('Prüfen Sie den Schlüssel.')
    expect(refusal('Syncro said 401.').text).toBe(
      'Das Ticketsystem hat den Schlüssel abgelehnt. Syncro said 401.',
    )
  })

  it('says what the extension itself found, and English where a text is not translated', () => {
    speak(german)
    expect(new ApiError('extension.offline').text).toBe('Dieser Computer ist offline.')
    expect(new ApiError('extension.offline').next).toBe('Check the network and try again.')
  })

  it('says the title of an action', () => {
    if (!blockSignIn) throw new Error('There is no such action.')
    expect(titleSaid(blockSignIn)).toBe(blockSignIn.title)
    speak(german)
    expect(titleSaid(blockSignIn)).toBe('Anmeldung sperren')
    expect(buttonSaid(blockSignIn)).toBe(blockSignIn.button)
  })

  it('shows the words of a server that knows more codes', () => {
    speak(german)
    const newer = { code: 'psa.newer', text: 'Newer than this.', next: null }
    expect(errorSaid(newer)).toBe('Newer than this.')
    expect(nextSaid(newer)).toBeNull()
  })
})

describe('text declared in shared', () => {
  it('is looked up under the ids that a translator is given, and no other', () => {
    const said = new Set<string>()
    const ids = Object.keys(declaredText())
    speak(ids.map((id) => `${JSON.stringify(id.replaceAll(/[^A-Za-z0-9]/g, '_'))}: "[${id}]"`).join('\n'))
    const note = (value: unknown) => {
      for (const [, id = ''] of JSON.stringify(value).matchAll(/"\[([^"]+)\]"/g)) said.add(id)
    }
    for (const [code, entry] of Object.entries(errors)) {
      const told = { code, text: entry.text, next: 'next' in entry ? entry.next : null }
      note([errorSaid(told), nextSaid(told)])
    }
    for (const action of actions) {
      note([titleSaid(action), buttonSaid(action), fieldsSaid(`action.${action.id}`, action.fields)])
    }
    for (const [id, label] of contactFields) note(contactFieldSaid({ id, label }))
    for (const { id, credentials } of psas) note(fieldsSaid(`psa.${id}`, credentials))
    expect([...said].sort()).toEqual(ids.sort())
  })
})
