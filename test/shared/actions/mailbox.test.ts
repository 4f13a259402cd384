import { describe, expect, it } from 'vitest'
import replies from '../../../shared/actions/automatic-replies.ts'
import removeRule from '../../../shared/actions/remove-inbox-rule.ts'
import { AppError } from '../../../shared/errors.ts'
import { initialValues, parseFields } from '../../../shared/field.ts'
import { type Expected, mara, play, scriptedGraph } from './scripted-graph.ts'

const path = `/users/${mara.id}/mailboxSettings`
const patch = (automaticRepliesSetting: object): Expected['request'] => [
  'PATCH',
  path,
  { automaticRepliesSetting },
]
const lost = new AppError('graph.unknownOutcome')
const from = '2026-12-24T12:00:00.000Z'
const until = '2027-01-02T07:30:00Z'
const start = initialValues(replies.fields)

describe('automatic-replies', () => {
  it('are switched on with texts that stay texts', async () => {
    const values = { internal: 'Back <on> "Monday" & well\nMara', external: '' }
    const html = 'Back &lt;on&gt; &quot;Monday&quot; &amp; well<br>Mara'
    const setting = {
      status: 'alwaysEnabled',
      internalReplyMessage: html,
      externalReplyMessage: html,
      externalAudience: 'all',
    }
    await play(replies, [{ request: patch(setting) }], { values })
  })

  it('are scheduled in UTC, with a text of their own for others', async () => {
    const setting = {
      status: 'scheduled',
      internalReplyMessage: 'Away',
      externalReplyMessage: 'Closed',
      externalAudience: 'contactsOnly',
      scheduledStartDateTime: { dateTime: '2026-12-24T12:00:00', timeZone: 'UTC' },
      scheduledEndDateTime: { dateTime: '2027-01-02T07:30:00', timeZone: 'UTC' },
    }
    const values = { status: 'scheduled', from, until, internal: 'Away', external: 'Closed' }
    await play(replies, [{ request: patch(setting) }], { values: { ...values, audience: 'contactsOnly' } })
  })

  it('are switched off without touching the texts', async () => {
    await play(replies, [{ request: patch({ status: 'disabled' }) }], { values: { status: 'disabled' } })
  })

  it('are found to be off after a lost answer; other states cannot be told', async () => {
    const read: Expected['request'] = ['GET', `${path}?$select=automaticRepliesSetting`]
    const answer = { automaticRepliesSetting: { status: 'disabled' } }
    const script = [
      { request: patch({ status: 'disabled' }), answer: lost },
      { request: read, answer },
    ]
    await play(replies, script, { values: { status: 'disabled' } })
    const on = {
      status: 'alwaysEnabled',
      internalReplyMessage: 'x',
      externalReplyMessage: 'x',
      externalAudience: 'all',
    }
    const run = play(replies, [{ request: patch(on), answer: lost }], { values: { internal: 'x' } })
    await expect(run).rejects.toBe(lost)
  })

  it.each(['graph.noMailbox', 'graph.denied'] as const)('pass on %s', async (code) => {
    const script = [{ request: patch({ status: 'disabled' }), answer: new AppError(code) }]
    await expect(play(replies, script, { values: { status: 'disabled' } })).rejects.toMatchObject({ code })
  })

  it('need a text, and times in their order', () => {
    expect(replies.check?.(mara, start)).toMatch(/Type the text/)
    const scheduled = { ...start, internal: 'x', status: 'scheduled' as const }
    expect(replies.check?.(mara, scheduled)).toMatch(/when it begins/)
    expect(replies.check?.(mara, { ...scheduled, from: until, until: from })).toMatch(/must end after/)
    expect(replies.check?.(mara, { ...scheduled, from, until })).toBe(true)
    expect(replies.check?.(mara, { ...start, status: 'disabled' })).toBe(true)
  })

  it('take times that are times alone', () => {
    expect(parseFields(replies.fields, { from, until }).success).toBe(true)
    expect(parseFields(replies.fields, { from: 'tomorrow' }).success).toBe(false)
  })

  it('are for people with a mailbox', () => {
    expect(replies.applies(mara)).toBe(true)
    expect(replies.applies({ ...mara, mail: null })).toMatch(/no mailbox/)
    const guest = 'otto_brandis.example#EXT#@contoso.onmicrosoft.com'
    expect(replies.applies({ ...mara, userPrincipalName: guest })).toMatch(/guest/)
  })
})

describe('remove-inbox-rule', () => {
  const rule = { id: 'AQAAAJ5/Zq+A=', name: 'Forward' }
  const rules = `/users/${mara.id}/mailFolders/inbox/messageRules`
  const request: Expected['request'] = ['DELETE', `${rules}/AQAAAJ5%2FZq%2BA%3D`]

  it('removes the one that was picked', async () => {
    await play(removeRule, [{ request }], { values: { rule } })
  })

  it('takes a rule that is gone already for removed', async () => {
    await play(removeRule, [{ request, answer: new AppError('graph.notFound') }], { values: { rule } })
  })

  it.each(['graph.denied', 'graph.noMailbox', 'graph.unknownOutcome'] as const)(
    'passes on %s',
    async (code) => {
      const run = play(removeRule, [{ request, answer: new AppError(code) }], { values: { rule } })
      await expect(run).rejects.toMatchObject({ code })
    },
  )

  it.each([
    [[{ id: 'other' }], true],
    [[{ id: rule.id }], false],
  ])('after a lost answer finds %j', async (value, isDone) => {
    const { graph } = scriptedGraph([{ request, answer: lost }])
    const reader = scriptedGraph([{ request: ['GET', rules], answer: { value } }]).graph
    const run = removeRule.run({ graph, reader, person: mara, values: { rule }, random: () => 0 })
    if (isDone) await run
    else await expect(run).rejects.toBe(lost)
  })

  it('sends nothing without a rule', async () => {
    await expect(play(removeRule, [])).rejects.toMatchObject({ code: 'action.values' })
  })
})
